package io.storeledger.console.preview;

import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.mapping.References;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// NetSuite's ids of items by SKU, as far as the catalogue publisher has read them. The writer asks
/// NetSuite; here what is not known gets a stand-in.
final class ItemIds {
    /// What stands for an id that the writer will look up.
    static final String LOOKED_UP = "looked up when written";

    /// No id of NetSuite's is that low; each SKU has its own, so that they stay apart.
    private static final long STAND_INS = -900_000_000_000_000_000L;

    private static final Pattern STAND_IN = Pattern.compile("-9\\d{17}");

    private final Map<String, String> ids = new HashMap<>();

    /// Reads `netsuite.items`.
    static ItemIds read(LogReader log) {
        var items = new ItemIds();
        log.read(
                log.all(Topics.ITEMS),
                record -> {
                    if (record.value() == null) {
                        items.ids.remove(record.key());
                    } else {
                        ItemSnapshot item = Json.read(record.value(), ItemSnapshot.class);
                        if (item.inactive()) {
                            items.ids.remove(record.key());
                        } else {
                            items.ids.put(record.key(), item.itemId());
                        }
                    }
                });
        return items;
    }

    /// What is known of these SKUs; stand-ins for the rest.
    References find(String store, Collection<String> skus) {
        Map<String, String> found = new HashMap<>();
        long standIn = STAND_INS;
        for (String sku : new TreeSet<>(skus)) {
            String known = ids.get(RecordKey.sku(store, sku).toString());
            found.put(sku, known == null ? Long.toString(standIn--) : known);
        }
        return new References(found, Optional.empty());
    }

    /// The SKUs that have stand-ins.
    static List<String> unknown(References references) {
        return references.items().entrySet().stream()
                .filter(item -> isStandIn(item.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// The body with stand-ins replaced by what was sent in the same place. Whether that is right
    /// is for the digest to say.
    static ObjectNode filledFrom(ObjectNode sent, ObjectNode body) {
        ObjectNode filled = body.deepCopy();
        JsonNode before = sent.path("item").path("items");
        List<JsonNode> lines = lines(filled);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode id = before.path(i).path("item").path("id");
            if (lines.get(i).path("item") instanceof ObjectNode item
                    && isStandIn(item.path("id").asString(""))
                    && id.isValueNode()) {
                item.set("id", id);
            }
        }
        return filled;
    }

    /// The body with words for stand-ins.
    static ObjectNode named(ObjectNode body) {
        ObjectNode named = body.deepCopy();
        for (JsonNode line : lines(named)) {
            if (line.path("item") instanceof ObjectNode item
                    && isStandIn(item.path("id").asString(""))) {
                item.put("id", LOOKED_UP);
            }
        }
        return named;
    }

    /// The value with words for a stand-in.
    static String named(String value) {
        return isStandIn(value) ? LOOKED_UP : value;
    }

    private static List<JsonNode> lines(ObjectNode body) {
        return new ArrayList<>(
                StreamSupport.stream(body.path("item").path("items").spliterator(), false)
                        .toList());
    }

    private static boolean isStandIn(String id) {
        return STAND_IN.matcher(id).matches();
    }
}
