package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// Which customers may be used with which subsidiaries, beside their primary one.
final class Relationships implements Rules {
    private final Records records;
    private final References references;
    private final Map<String, Long> pairs = new ConcurrentHashMap<>();

    Relationships(Records records, References references) {
        this.records = records;
        this.references = references;
    }

    boolean related(String customer, String subsidiary) {
        return pairs.containsKey(customer + "/" + subsidiary);
    }

    @Override
    public void apply(ObjectNode record, Optional<ObjectNode> before, Change change) {
        for (String required : new String[] {"entity", "subsidiary"}) {
            if (!record.has(required)) {
                throw NetSuiteError.user("Please enter value(s) for: " + required + ".");
            }
        }
        references.resolve(record, "");
        StoredRecord customer =
                records.find(RecordType.CUSTOMER, record.path("entity"))
                        .orElseThrow(() ->
                                NetSuiteError.invalidReference(
                                        "customer",
                                        References.key(record.path("entity")),
                                        "entity"));
        record.putObject("entity").put("id", Long.toString(customer.id()));
        ObjectNode entity = customer.packed().tree();
        boolean primary =
                References.key(entity.path("subsidiary"))
                        .equals(References.key(record.path("subsidiary")));
        Long taken = pairs.get(pair(record));
        if (primary || (taken != null && taken != change.id())) {
            throw NetSuiteError.user("This record already exists.");
        }
        if (before.isPresent() && !pair(before.get()).equals(pair(record))) {
            throw NetSuiteError.user("Entity and subsidiary of a relationship can't be changed.");
        }
        record.put("isPrimarySub", false);
        record.put(
                "name",
                Json.text(entity, "entityId")
                        + " : "
                        + Json.text(record.path("subsidiary"), "refName"));
        if (!record.has("primaryCurrency") && entity.has("currency")) {
            record.set("primaryCurrency", entity.path("currency"));
        }
    }

    void saved(long id, ObjectNode record) {
        pairs.put(pair(record), id);
    }

    void removed(ObjectNode record) {
        pairs.remove(pair(record));
    }

    void clear() {
        pairs.clear();
    }

    private static String pair(ObjectNode record) {
        return References.key(record.path("entity"))
                + "/"
                + References.key(record.path("subsidiary"));
    }
}
