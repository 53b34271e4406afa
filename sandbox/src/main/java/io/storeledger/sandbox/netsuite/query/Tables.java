package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.References;
import io.storeledger.sandbox.netsuite.record.Rows;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The tables that can be queried: the reference lists as they are, customers and transactions as
/// made from records. A new table is one more entry here.
public final class Tables {
    private static final Set<String> REFERENCE_COLUMNS =
            Set.of(
                    "id",
                    "name",
                    "fullname",
                    "externalid",
                    "subsidiary",
                    "isinactive",
                    "lastmodifieddate");

    private Tables() {}

    /// All tables by name.
    public static Map<String, Table> of(References references, RecordStore records) {
        Map<String, Table> tables = new HashMap<>();
        reference(tables, references, "subsidiary", Set.of("currency", "country", "parent"));
        reference(tables, references, "location", Set.of());
        reference(tables, references, "department", Set.of());
        reference(tables, references, "classification", Set.of());
        reference(
                tables,
                references,
                "currency",
                Set.of("symbol", "currencyprecision", "exchangerate"));
        reference(
                tables, references, "salestaxitem", Set.of("itemid", "taxtype", "rate", "country"));
        reference(tables, references, "shipitem", Set.of("itemid", "displayname"));
        reference(tables, references, "paymentmethod", Set.of());
        reference(tables, references, "term", Set.of());
        reference(
                tables,
                references,
                "item",
                Set.of(
                        "itemid",
                        "displayname",
                        "itemtype",
                        "subtype",
                        "baseprice",
                        "upccode",
                        "isonline"));
        tables.put("customer", new Customers(records));
        tables.put("transaction", new Transactions(records));
        return tables;
    }

    private static void reference(
            Map<String, Table> tables, References references, String name, Set<String> more) {
        Set<String> columns =
                Stream.concat(REFERENCE_COLUMNS.stream(), more.stream())
                        .collect(Collectors.toUnmodifiableSet());
        tables.put(name, new ReferenceTable(references.table(name), columns));
    }

    private record ReferenceTable(Rows list, Set<String> columns) implements Table {
        @Override
        public Stream<ObjectNode> rows(Map<String, Set<String>> among) {
            Set<String> ids = among.get("id");
            return ids == null
                    ? list.all().stream()
                    : ids.stream().flatMap(id -> list.find(id).stream());
        }
    }

    private record Customers(RecordStore records) implements Table {
        @Override
        public Set<String> columns() {
            return Set.of(
                    "id",
                    "externalid",
                    "entityid",
                    "email",
                    "companyname",
                    "firstname",
                    "lastname",
                    "phone",
                    "isperson",
                    "isinactive",
                    "subsidiary",
                    "currency",
                    "datecreated",
                    "lastmodifieddate");
        }

        @Override
        public Stream<ObjectNode> rows(Map<String, Set<String>> among) {
            return candidates(records, "customer", among).map(Customers::row);
        }

        private static ObjectNode row(StoredRecord stored) {
            ObjectNode record = stored.packed().tree();
            ObjectNode row = start(stored);
            for (String field :
                    new String[] {
                        "entityId", "email", "companyName", "firstName", "lastName", "phone"
                    }) {
                text(row, field, record.path(field));
            }
            flag(row, "isperson", record.path("isPerson"));
            flag(row, "isinactive", record.path("isInactive"));
            text(row, "subsidiary", record.path("subsidiary").path("id"));
            text(row, "currency", record.path("currency").path("id"));
            row.put("datecreated", stored.created().toString());
            return row;
        }
    }

    private record Transactions(RecordStore records) implements Table {
        @Override
        public Set<String> columns() {
            return Set.of(
                    "id",
                    "externalid",
                    "type",
                    "tranid",
                    "status",
                    "entity",
                    "trandate",
                    "foreigntotal",
                    "currency",
                    "memo",
                    "otherrefnum",
                    "createddate",
                    "lastmodifieddate");
        }

        @Override
        public Stream<ObjectNode> rows(Map<String, Set<String>> among) {
            Set<String> types = among.get("type");
            return records.transactionCodes().entrySet().stream()
                    .filter(code -> types == null || types.contains(code.getValue()))
                    .flatMap(code ->
                            candidates(records, code.getKey(), among)
                                    .map(stored -> row(stored, code.getValue())));
        }

        private static ObjectNode row(StoredRecord stored, String type) {
            ObjectNode record = stored.packed().tree();
            ObjectNode row = start(stored);
            row.put("type", type);
            row.put("status", type + ":" + Json.text(record.path("status"), "id"));
            text(row, "tranId", record.path("tranId"));
            text(row, "entity", record.path("entity").path("id"));
            text(row, "trandate", record.path("tranDate"));
            text(row, "foreigntotal", record.path("total"));
            text(row, "currency", record.path("currency").path("id"));
            text(row, "memo", record.path("memo"));
            text(row, "otherRefNum", record.path("otherRefNum"));
            row.put("createddate", stored.created().toString());
            return row;
        }
    }

    // Unpacking every record to find one by its id would make each query slower than the last.
    private static Stream<StoredRecord> candidates(
            RecordStore records, String type, Map<String, Set<String>> among) {
        Set<String> externalIds = among.get("externalid");
        if (externalIds != null) {
            return externalIds.stream().flatMap(id -> records.byExternalId(type, id).stream());
        }
        Set<String> ids = among.get("id");
        if (ids != null) {
            return ids.stream()
                    .filter(id -> id.matches("\\d{1,18}"))
                    .flatMap(id -> records.find(type, Long.parseLong(id)).stream());
        }
        return records.all(type).stream();
    }

    private static ObjectNode start(StoredRecord stored) {
        ObjectNode row = Json.object();
        row.put("id", stored.id());
        if (!stored.externalId().isEmpty()) {
            row.put("externalid", stored.externalId());
        }
        row.put("lastmodifieddate", stored.modified().toString());
        return row;
    }

    private static void text(ObjectNode row, String column, JsonNode value) {
        String text = Json.text(value);
        if (!text.isEmpty()) {
            row.put(column.toLowerCase(Locale.ROOT), text);
        }
    }

    private static void flag(ObjectNode row, String column, JsonNode value) {
        row.put(column, value.asBoolean(false) ? "T" : "F");
    }
}
