package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds records for tables, and makes rows of them.
final class RecordRows {
    private RecordRows() {}

    // Unpacking every record to find one by its id would make each query slower than the last.
    static Stream<StoredRecord> candidates(
            RecordStore records, String type, Map<String, Restriction> restrictions) {
        return Ids.among(restrictions, "externalid")
                .map(ids -> ids.stream().flatMap(id -> records.byExternalId(type, id).stream()))
                .or(() ->
                        Ids.among(restrictions, "id")
                                .map(ids ->
                                        Ids.sorted(ids)
                                                .mapToObj(id -> records.find(type, id))
                                                .flatMap(each -> each.stream())))
                .or(() ->
                        Ids.among(restrictions, "createdfrom")
                                .map(ids ->
                                        Ids.sorted(ids)
                                                .boxed()
                                                .flatMap(
                                                        id -> records.madeFrom(type, id).stream())))
                .orElseGet(() -> records.all(type).stream());
    }

    static ObjectNode start(StoredRecord stored) {
        ObjectNode row = Json.object();
        row.put("id", stored.id());
        if (!stored.externalId().isEmpty()) {
            row.put("externalid", stored.externalId());
        }
        row.put("lastmodifieddate", stored.modified().toString());
        return row;
    }

    static void text(ObjectNode row, String column, JsonNode value) {
        String text = Json.text(value);
        if (!text.isEmpty()) {
            row.put(column.toLowerCase(Locale.ROOT), text);
        }
    }

    static void reference(ObjectNode row, String column, JsonNode value) {
        if (value.isObject()) {
            row.put(column.toLowerCase(Locale.ROOT), Json.number(value, "id"));
        }
    }

    static void flag(ObjectNode row, String column, boolean value) {
        row.put(column, value ? "T" : "F");
    }

    static void custom(ObjectNode row, ObjectNode record) {
        record.properties()
                .forEach(field -> {
                    if (field.getKey().startsWith("cust") && field.getValue().isValueNode()) {
                        text(row, field.getKey(), field.getValue());
                    }
                });
    }
}
