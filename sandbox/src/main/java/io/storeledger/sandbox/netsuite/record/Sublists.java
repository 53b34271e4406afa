package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Merges what a write carries into what a record holds.
///
/// Lines with a known key are updated, all others are added: without `replace` a repeated write
/// doubles the lines. With `replace` what the write doesn't name is removed.
final class Sublists {
    private Sublists() {}

    static void merge(RecordType type, ObjectNode record, ObjectNode body, Set<String> replace) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            String key = type.sublists().get(name);
            if (key != null) {
                ArrayNode merged = lines(record.path(name), value, key, replace.contains(name));
                record.putObject(name).set("items", merged);
            } else if (value.isNull()) {
                record.remove(name);
            } else {
                record.set(name, value);
            }
        }
    }

    private static ArrayNode lines(JsonNode old, JsonNode given, String key, boolean replace) {
        Map<String, ObjectNode> existing = new LinkedHashMap<>();
        long last = 0;
        int unkeyed = 0;
        for (ObjectNode line : Json.objects(old, "items")) {
            String value = key.isEmpty() ? "" : References.key(line.path(key));
            existing.put(value.isEmpty() ? "-" + ++unkeyed : value, line);
            last = Math.max(last, Json.number(line, key.equals("line") ? "line" : "internalId"));
        }
        ArrayNode merged = Json.array();
        if (!replace) {
            existing.values().forEach(merged::add);
        }
        for (ObjectNode line : Json.objects(given, "items")) {
            String value = key.isEmpty() ? "" : References.key(line.path(key));
            ObjectNode target = value.isEmpty() ? null : existing.get(value);
            if (target == null) {
                ObjectNode added = line.deepCopy();
                if (key.equals("line")) {
                    last = Math.max(last + 1, Json.number(line, "line"));
                    added.put("line", last);
                } else if (key.equals("internalId")) {
                    last++;
                    added.put(key, Long.toString(last));
                }
                merged.add(added);
            } else {
                update(target, line);
                if (replace) {
                    merged.add(target);
                }
            }
        }
        return merged;
    }

    private static void update(ObjectNode target, ObjectNode line) {
        // A new price or quantity without an amount means that the amount is computed anew.
        if (!line.has("amount") && (line.has("rate") || line.has("quantity"))) {
            target.remove("amount");
        }
        for (Map.Entry<String, JsonNode> field : line.properties()) {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }
}
