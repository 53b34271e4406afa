package io.storeledger.console.preview;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Compares two bodies field by field; lines are compared by their place.
final class Differences {
    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /// What differs, in the order of the fields.
    ///
    /// @param leftOut fields at the top that are not compared
    static List<Difference> of(ObjectNode before, ObjectNode after, Set<String> leftOut) {
        var differences = new Differences();
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.removeAll(leftOut);
        names.forEach(name -> differences.compare(name, before.get(name), after.get(name)));
        return List.copyOf(differences.found);
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (isObject(before) || isObject(after)) {
            Set<String> names = new LinkedHashSet<>();
            names(before, names);
            names(after, names);
            names.forEach(name -> compare(path + "." + name, get(before, name), get(after, name)));
        } else if (isArray(before) || isArray(after)) {
            int longer = Math.max(size(before), size(after));
            for (int i = 0; i < longer; i++) {
                compare(path + "[" + i + "]", get(before, i), get(after, i));
            }
        } else if (!same(before, after)) {
            found.add(new Difference(path, text(before), text(after)));
        }
    }

    private static boolean same(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            return before == null && after == null;
        }
        if (before.isNumber() && after.isNumber()) {
            BigDecimal number = before.decimalValue();
            return number.compareTo(after.decimalValue()) == 0;
        }
        return before.equals(after);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.asString();
    }

    private static boolean isObject(@Nullable JsonNode node) {
        return node != null && node.isObject();
    }

    private static boolean isArray(@Nullable JsonNode node) {
        return node != null && node.isArray();
    }

    private static void names(@Nullable JsonNode node, Set<String> names) {
        if (isObject(node)) {
            names.addAll(requireNonNull(node).propertyNames());
        }
    }

    private static @Nullable JsonNode get(@Nullable JsonNode node, String name) {
        return node == null ? null : node.get(name);
    }

    private static @Nullable JsonNode get(@Nullable JsonNode node, int index) {
        return node == null ? null : node.get(index);
    }

    private static int size(@Nullable JsonNode node) {
        return isArray(node) ? requireNonNull(node).size() : 0;
    }
}
