package io.storeledger.sandbox.netsuite.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The names known of each record and sublist; any other is dropped, or refused if the caller asks
/// for that (`X-NetSuite-PropertyNameValidation: Error`).
public final class PropertyNames {
    private static final Pattern CUSTOM =
            Pattern.compile("cust(body|col|entity|item|event|record)_?.+");
    private static final Map<String, Set<String>> KNOWN = load();

    private PropertyNames() {}

    /// The known names by record or, as `salesOrder.item`, by what lies inside.
    public static Map<String, Set<String>> known() {
        return KNOWN;
    }

    /// Removes unknown names from the body.
    ///
    /// @param onUnknown gets the path of each name removed
    static void clean(
            RecordType type, Features features, ObjectNode body, Consumer<String> onUnknown) {
        clean(features, type.wireName(), "", body, onUnknown);
    }

    private static void clean(
            Features features,
            String schema,
            String path,
            ObjectNode node,
            Consumer<String> onUnknown) {
        Set<String> known = KNOWN.get(schema);
        if (known == null) {
            return;
        }
        for (String name : List.copyOf(node.propertyNames())) {
            String where = path.isEmpty() ? name : path + "." + name;
            boolean there = known.contains(name) && features.hasField(schema, name);
            if (!there && !CUSTOM.matcher(name).matches()) {
                node.remove(name);
                onUnknown.accept(where);
                continue;
            }
            JsonNode value = node.path(name);
            JsonNode items = value.path("items");
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof ObjectNode line) {
                    clean(
                            features,
                            schema + "." + name,
                            where + ".items[" + i + "]",
                            line,
                            onUnknown);
                }
            }
            if (value instanceof ObjectNode object && !items.isArray()) {
                clean(features, schema + "." + name, where, object, onUnknown);
            }
        }
    }

    /// Whether the record, or its sublist as in `salesOrder.item`, may carry this name.
    static boolean knows(String schema, String name) {
        Set<String> known = KNOWN.get(schema);
        return known == null || known.contains(name) || CUSTOM.matcher(name).matches();
    }

    private static Map<String, Set<String>> load() {
        try (InputStream in =
                Objects.requireNonNull(
                        PropertyNames.class.getResourceAsStream("property-names.txt"))) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> read(String text) {
        Map<String, Set<String>> names = new TreeMap<>();
        @Nullable Set<String> current = null;
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                current = new HashSet<>();
                names.put(line.substring(0, line.indexOf(':')), current);
            } else if (current != null) {
                current.addAll(Arrays.asList(line.strip().split(" ", -1)));
            }
        }
        return names;
    }
}
