package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Where records lie: by type and id, and by the external ids that a group of types shares.
final class Records {
    private static final int FIRST_ID = 1000;

    private final Map<RecordType, ConcurrentSkipListMap<Long, StoredRecord>> records =
            new EnumMap<>(RecordType.class);
    private final Map<RecordType.Group, Map<String, Key>> externalIds =
            new EnumMap<>(RecordType.Group.class);
    private final Map<Long, NavigableSet<Long>> madeFrom = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong(FIRST_ID);
    private final AtomicLong version = new AtomicLong();

    Records() {
        for (RecordType type : RecordType.values()) {
            records.put(type, new ConcurrentSkipListMap<>());
        }
        for (RecordType.Group group : RecordType.Group.values()) {
            externalIds.put(group, new ConcurrentHashMap<>());
        }
    }

    /// Which record an id means.
    record Key(RecordType type, long id) {}

    long nextId() {
        return lastId.incrementAndGet();
    }

    /// Another number after each change.
    long version() {
        return version.get();
    }

    ConcurrentSkipListMap<Long, StoredRecord> all(RecordType type) {
        return present(records.get(type));
    }

    Optional<StoredRecord> find(RecordType type, long id) {
        return Optional.ofNullable(all(type).get(id));
    }

    Optional<StoredRecord> byExternalId(RecordType type, String externalId) {
        return Optional.ofNullable(index(type).get(externalId))
                .filter(key -> key.type() == type)
                .flatMap(key -> find(type, key.id()));
    }

    /// The record that a reference means: `{id}`, `{externalId}` or a bare id.
    Optional<StoredRecord> find(RecordType type, JsonNode reference) {
        if (reference.isObject() && !reference.has("id")) {
            return byExternalId(type, Json.text(reference, "externalId"));
        }
        String key = References.key(reference);
        return key.matches("\\d{1,18}") ? find(type, Long.parseLong(key)) : Optional.empty();
    }

    NavigableSet<Long> madeFrom(long source) {
        return madeFrom.getOrDefault(source, Collections.emptyNavigableSet());
    }

    void put(RecordType type, StoredRecord record) {
        StoredRecord old = all(type).put(record.id(), record);
        if (old != null && !old.externalId().isEmpty()) {
            index(type).remove(old.externalId());
        }
        if (!record.externalId().isEmpty()) {
            index(type).put(record.externalId(), new Key(type, record.id()));
        }
        if (record.createdFrom() != 0) {
            madeFrom.computeIfAbsent(record.createdFrom(), _ -> new ConcurrentSkipListSet<>())
                    .add(record.id());
        }
        version.incrementAndGet();
    }

    Optional<StoredRecord> remove(RecordType type, long id) {
        StoredRecord old = all(type).remove(id);
        if (old != null) {
            index(type).remove(old.externalId());
            version.incrementAndGet();
        }
        return Optional.ofNullable(old);
    }

    void clear() {
        records.values().forEach(Map::clear);
        externalIds.values().forEach(Map::clear);
        madeFrom.clear();
        version.incrementAndGet();
    }

    /// Refuses an external id that can't be or that another record of the group has.
    ///
    /// @param self the id of the record that wants it, -1 for a new one
    void checkExternalId(RecordType type, String externalId, long self) {
        if (!externalId.matches("[A-Za-z0-9_-]+")) {
            throw NetSuiteError.invalidContent(
                    "Error while accessing a resource. Invalid external id " + externalId + ".",
                    "externalId");
        }
        Key taken = index(type).get(externalId);
        if (taken != null && !(taken.type() == type && taken.id() == self)) {
            throw NetSuiteError.user(
                    type.group() == RecordType.Group.ENTITY
                            ? "This entity already exists."
                            : "This record already exists.");
        }
    }

    private Map<String, Key> index(RecordType type) {
        return present(externalIds.get(type.group()));
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("every type has its own");
        }
        return value;
    }
}
