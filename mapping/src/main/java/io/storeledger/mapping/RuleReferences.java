package io.storeledger.mapping;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every record of NetSuite that the rules name, so that somebody can ask NetSuite for each.
///
/// It walks the records of [Rules], so that a rule that is added is not forgotten here.
public final class RuleReferences {
    /// Where a setting is called otherwise than the component that holds it.
    private static final Map<String, String> SETTINGS =
            Map.of("classification", "class", "standard", "default");

    private RuleReferences() {}

    /// A reference and the setting that names it.
    ///
    /// @param key such as `items.shipping` or `location.byCountry.GB`
    public record Named(String key, Ref ref) {}

    /// All of them, in the order of the rules; a record named twice is there twice.
    public static List<Named> of(Rules rules) {
        List<Named> all = new ArrayList<>();
        walk("", rules, all);
        return List.copyOf(all);
    }

    private static void walk(String key, @Nullable Object value, List<Named> all) {
        switch (value) {
            case Ref ref -> all.add(new Named(key, ref));
            case Optional<?> optional -> optional.ifPresent(inner -> walk(key, inner, all));
            case Map<?, ?> map -> map.forEach((name, inner) -> walk(key + "." + name, inner, all));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    walk(key + "[" + i + "]", list.get(i), all);
                }
            }
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    String name = component.getName();
                    String setting = SETTINGS.getOrDefault(name, name);
                    walk(
                            key.isEmpty() ? setting : key + "." + setting,
                            component(record, component),
                            all);
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the records of Rules are public", e);
        }
    }
}
