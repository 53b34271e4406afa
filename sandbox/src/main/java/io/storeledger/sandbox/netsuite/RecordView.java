package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.PropertyNames;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A record as a GET shows it: sublists are links unless they are asked for.
final class RecordView {
    // Each type calls it by another name or doesn't tell.
    private static final List<String> CREATED = List.of("createdDate", "dateCreated");
    private static final Set<String> ALWAYS = Set.of("id", "links");

    private final String baseUrl;

    RecordView(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    ObjectNode of(RecordStore records, String type, StoredRecord stored, boolean expand) {
        ObjectNode record = stored.packed().tree();
        String self =
                "%s/services/rest/record/v1/%s/%d"
                        .formatted(baseUrl, records.canonicalName(type), stored.id());
        for (String name : records.sublists(type)) {
            JsonNode sublist = record.path(name);
            if (!sublist.isObject()) {
                continue;
            }
            ObjectNode shown = Json.object();
            links(shown, self + "/" + name);
            if (expand) {
                List<ObjectNode> items = Json.objects(sublist, "items");
                shown.set("items", Json.arrayOf(items));
                shown.put("totalResults", items.size());
            }
            record.set(name, shown);
        }
        links(record, self);
        record.put("id", Long.toString(stored.id()));
        if (!stored.externalId().isEmpty()) {
            record.put("externalId", stored.externalId());
        }
        record.put("lastModifiedDate", stored.modified().toString());
        Set<String> known =
                PropertyNames.known().getOrDefault(records.canonicalName(type), Set.of());
        for (String name : CREATED) {
            if (known.contains(name)) {
                record.put(name, stored.created().toString());
            }
        }
        return record;
    }

    static void only(ObjectNode record, Collection<String> fields) {
        for (String name : List.copyOf(record.propertyNames())) {
            if (!fields.contains(name) && !ALWAYS.contains(name)) {
                record.remove(name);
            }
        }
    }

    static void links(ObjectNode node, String self) {
        ObjectNode link = node.putArray("links").addObject();
        link.put("rel", "self");
        link.put("href", self);
    }
}
