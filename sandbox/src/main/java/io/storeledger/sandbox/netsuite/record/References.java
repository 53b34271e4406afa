package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The account's reference lists, by SuiteQL table name, and the fields that point into them.
public final class References {
    private static final Map<String, String> TABLE_OF_FIELD =
            Map.ofEntries(
                    Map.entry("subsidiary", "subsidiary"),
                    Map.entry("location", "location"),
                    Map.entry("department", "department"),
                    Map.entry("class", "classification"),
                    Map.entry("currency", "currency"),
                    Map.entry("item", "item"),
                    Map.entry("discountItem", "item"),
                    Map.entry("taxCode", "salestaxitem"),
                    Map.entry("shipMethod", "shipitem"),
                    Map.entry("paymentOption", "paymentmethod"),
                    Map.entry("terms", "term"));

    private final AtomicLong version = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Rows> tables = new TreeMap<>();

    /// Empty lists of all kinds.
    public References() {
        Set.copyOf(TABLE_OF_FIELD.values()).forEach(name -> tables.put(name, new Rows(version)));
    }

    /// The list of this table name, made if it is new.
    public Rows table(String name) {
        lock.lock();
        try {
            return tables.computeIfAbsent(name, key -> new Rows(version));
        } finally {
            lock.unlock();
        }
    }

    /// Another number after each change of any list.
    public long version() {
        return version.get();
    }

    /// Whether there is such a list.
    public boolean has(String name) {
        lock.lock();
        try {
            return tables.containsKey(name);
        } finally {
            lock.unlock();
        }
    }

    /// Replaces each known reference among the fields of `record` by the id it resolves to.
    ///
    /// @param path of the record itself, "" at the top
    void resolve(ObjectNode record, String path) {
        TABLE_OF_FIELD.forEach((field, table) -> {
            JsonNode given = record.path(field);
            if (given.isMissingNode() || given.isNull() || given.path("items").isArray()) {
                return;
            }
            String where = path.isEmpty() ? field : path + "." + field;
            ObjectNode row =
                    row(table, given).orElseThrow(() -> unknown(field, key(given), where, path));
            if (Json.text(row, "isinactive").equals("T")) {
                throw unknown(field, key(given), where, path);
            }
            record.set(field, reference(row));
        });
    }

    /// The row that a reference means: `{id}`, `{externalId}` or a bare id.
    public Optional<ObjectNode> row(String table, JsonNode reference) {
        Rows rows = table(table);
        if (reference.isObject() && !reference.has("id")) {
            return rows.byExternalId(Json.text(reference, "externalId"));
        }
        return rows.find(key(reference));
    }

    static String key(JsonNode reference) {
        if (!reference.isObject()) {
            return Json.text(reference);
        }
        return reference.has("id")
                ? Json.text(reference, "id")
                : Json.text(reference, "externalId");
    }

    private static ObjectNode reference(ObjectNode row) {
        ObjectNode reference = Json.object();
        reference.put("id", Json.text(row, "id"));
        for (String label : new String[] {"itemid", "name", "symbol"}) {
            if (row.has(label)) {
                reference.put("refName", Json.text(row, label));
                break;
            }
        }
        return reference;
    }

    // On lines NetSuite names the value, on bodies the key.
    private static NetSuiteError unknown(String field, String key, String where, String path) {
        return path.isEmpty()
                ? NetSuiteError.invalidReference(field, key, where)
                : NetSuiteError.invalidContent(
                        "Error while accessing a resource. Invalid Field Value %s for the following field: %s"
                                .formatted(key, field),
                        where);
    }
}
