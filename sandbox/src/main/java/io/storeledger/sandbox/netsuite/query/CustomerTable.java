package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// `customer`.
record CustomerTable(RecordStore records) implements Table {
    private static final Set<String> COLUMNS =
            Set.of(
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

    @Override
    public boolean has(String column) {
        return COLUMNS.contains(column) || column.startsWith("custentity");
    }

    @Override
    public Set<String> indexed() {
        return Set.of("id", "externalid");
    }

    @Override
    public List<String> order() {
        return List.of();
    }

    @Override
    public Stream<Row> rows(Map<String, Restriction> restrictions) {
        return RecordRows.candidates(records, "customer", restrictions).map(CustomerTable::row);
    }

    private static Row row(StoredRecord stored) {
        ObjectNode record = stored.packed().tree();
        ObjectNode row = RecordRows.start(stored);
        for (String field :
                new String[] {
                    "entityId", "email", "companyName", "firstName", "lastName", "phone"
                }) {
            RecordRows.text(row, field, record.path(field));
        }
        RecordRows.flag(row, "isperson", record.path("isPerson").asBoolean(false));
        RecordRows.flag(row, "isinactive", record.path("isInactive").asBoolean(false));
        RecordRows.text(row, "subsidiary", record.path("subsidiary").path("id"));
        RecordRows.text(row, "currency", record.path("currency").path("id"));
        RecordRows.custom(row, record);
        row.put("datecreated", stored.created().toString());
        return new JsonRow(row);
    }

    /// `customersubsidiaryrelationship`: the related subsidiaries and each customer's primary one.
    record Related(RecordStore records) implements Table {
        private static final String TYPE = "customerSubsidiaryRelationship";
        // The primary one is no record of its own here; its row needs an id all the same.
        private static final long PRIMARY_IDS = 1_000_000_000;

        @Override
        public boolean has(String column) {
            return Set.of(
                            "id",
                            "externalid",
                            "entity",
                            "subsidiary",
                            "isprimarysub",
                            "primarycurrency",
                            "name",
                            "lastmodifieddate")
                    .contains(column);
        }

        @Override
        public Set<String> indexed() {
            return Set.of();
        }

        @Override
        public List<String> order() {
            return List.of();
        }

        @Override
        public Stream<Row> rows(Map<String, Restriction> restrictions) {
            Restriction entity = restrictions.get("entity");
            Map<String, Restriction> ofCustomer = entity == null ? Map.of() : Map.of("id", entity);
            Stream<Row> primary =
                    RecordRows.candidates(records, "customer", ofCustomer)
                            .map(stored ->
                                    row(stored, PRIMARY_IDS + stored.id(), stored.id(), true));
            Stream<Row> related =
                    records.all(TYPE).stream()
                            .map(stored ->
                                    row(
                                            stored,
                                            stored.id(),
                                            Json.number(
                                                    stored.packed().tree().path("entity"), "id"),
                                            false));
            return Stream.concat(primary, related);
        }

        private static Row row(StoredRecord stored, long id, long entity, boolean primary) {
            ObjectNode record = stored.packed().tree();
            ObjectNode row = RecordRows.start(stored);
            row.put("id", id);
            row.put("entity", entity);
            RecordRows.reference(row, "subsidiary", record.path("subsidiary"));
            RecordRows.flag(row, "isprimarysub", primary);
            RecordRows.reference(
                    row, "primarycurrency", record.path(primary ? "currency" : "primaryCurrency"));
            RecordRows.text(row, "name", record.path(primary ? "entityId" : "name"));
            return new JsonRow(row);
        }
    }
}
