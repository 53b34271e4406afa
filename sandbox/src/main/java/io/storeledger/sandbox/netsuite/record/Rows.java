package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/// A reference list, such as the subsidiaries: rows of lower-case columns, as SuiteQL shows them.
public final class Rows {
    private final AtomicLong version;
    private final ConcurrentSkipListMap<Long, ObjectNode> rows = new ConcurrentSkipListMap<>();
    private final Set<String> columns = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> byExternalId = new ConcurrentHashMap<>();

    /// No rows.
    ///
    /// @param version counts the changes of this and other lists
    Rows(AtomicLong version) {
        this.version = version;
    }

    /// Adds or replaces the row of this id. The row must not be changed afterwards.
    public void put(long id, ObjectNode row) {
        row.put("id", id);
        rows.put(id, row);
        String externalId = Json.text(row, "externalid");
        if (!externalId.isEmpty()) {
            byExternalId.put(externalId, id);
        }
        columns.addAll(row.propertyNames());
        version.incrementAndGet();
    }

    /// Adds a row under the next free id.
    public long add(ObjectNode row) {
        long id = rows.isEmpty() ? 1 : rows.lastKey() + 1;
        put(id, row);
        return id;
    }

    /// The row of this id.
    public Optional<ObjectNode> find(long id) {
        return Optional.ofNullable(rows.get(id));
    }

    /// The row of this id.
    public Optional<ObjectNode> find(String id) {
        return id.matches("-?\\d{1,18}")
                ? Optional.ofNullable(rows.get(Long.valueOf(id)))
                : Optional.empty();
    }

    /// The row of this external id.
    public Optional<ObjectNode> byExternalId(String externalId) {
        return Optional.ofNullable(byExternalId.get(externalId))
                .flatMap(id -> Optional.ofNullable(rows.get(id)));
    }

    /// The first row whose column has this value.
    public Optional<ObjectNode> where(String column, String value) {
        return rows.values().stream()
                .filter(row -> Json.text(row, column).equals(value))
                .findFirst();
    }

    /// Whether any row ever had this column.
    public boolean hasColumn(String column) {
        return columns.contains(column);
    }

    /// The rows whose ids are above this one, by id.
    public Collection<ObjectNode> above(long id) {
        return rows.tailMap(id, false).values();
    }

    /// All rows by id.
    public Collection<ObjectNode> all() {
        return rows.values();
    }
}
