package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.json.PackedTree;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The account's records. Reads need no lock, writes are one at a time.
public final class RecordStore {
    private static final int FIRST_ID = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final Map<RecordType, ConcurrentSkipListMap<Long, StoredRecord>> records =
            new EnumMap<>(RecordType.class);
    private final Map<RecordType.Group, Map<String, Key>> externalIds =
            new EnumMap<>(RecordType.Group.class);
    private final Map<RecordType, Rules> rules = new EnumMap<>(RecordType.class);
    private final AtomicLong lastId = new AtomicLong(FIRST_ID);

    /// No records yet.
    public RecordStore(References references, Clock clock) {
        this.clock = clock;
        for (RecordType type : RecordType.values()) {
            records.put(type, new ConcurrentSkipListMap<>());
            rules.put(
                    type,
                    switch (type) {
                        case SALES_ORDER, CREDIT_MEMO, CASH_REFUND ->
                                new TransactionRules(
                                        type, references, this::customer, this::related);
                        case CUSTOMER -> new CustomerRules(references);
                        case CUSTOMER_SUBSIDIARY -> this::relationship;
                    });
        }
        for (RecordType.Group group : RecordType.Group.values()) {
            externalIds.put(group, new ConcurrentHashMap<>());
        }
    }

    private record Key(RecordType type, long id) {}

    /// Creates a record and gives its id.
    public long create(String typeName, RecordWrite write) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            return save(type, Optional.empty(), "", write);
        } finally {
            lock.unlock();
        }
    }

    /// Creates or updates the record of this external id and gives its internal id.
    public long upsert(String typeName, String externalId, RecordWrite write) {
        RecordType type = type(typeName);
        checkExternalId(externalId);
        lock.lock();
        try {
            return save(type, byExternalId(typeName, externalId), externalId, write);
        } finally {
            lock.unlock();
        }
    }

    /// Updates a record.
    public void update(String typeName, long id, RecordWrite write) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            StoredRecord old = find(typeName, id).orElseThrow(NetSuiteError::nonexistent);
            save(type, Optional.of(old), "", write);
        } finally {
            lock.unlock();
        }
    }

    /// Deletes a record.
    public void delete(String typeName, long id) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            StoredRecord old = all(type).remove(id);
            if (old == null) {
                throw NetSuiteError.nonexistent();
            }
            index(type).remove(old.externalId());
        } finally {
            lock.unlock();
        }
    }

    /// Changes a record as something inside NetSuite would: no rules are asked.
    public void changeInside(String typeName, long id, UnaryOperator<ObjectNode> change) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            StoredRecord old = find(typeName, id).orElseThrow(NetSuiteError::nonexistent);
            ObjectNode changed = change.apply(old.packed().tree());
            all(type)
                    .put(
                            id,
                            new StoredRecord(
                                    id,
                                    old.externalId(),
                                    old.created(),
                                    now(),
                                    PackedTree.of(changed)));
        } finally {
            lock.unlock();
        }
    }

    /// The record of this id.
    public Optional<StoredRecord> find(String typeName, long id) {
        return Optional.ofNullable(all(type(typeName)).get(id));
    }

    /// The record of this type and external id.
    public Optional<StoredRecord> byExternalId(String typeName, String externalId) {
        RecordType type = type(typeName);
        return Optional.ofNullable(index(type).get(externalId))
                .filter(key -> key.type() == type)
                .flatMap(key -> find(typeName, key.id()));
    }

    /// All records of this type by id.
    public Collection<StoredRecord> all(String typeName) {
        return all(type(typeName)).values();
    }

    /// The type's name as NetSuite writes it.
    public String canonicalName(String typeName) {
        return type(typeName).wireName();
    }

    /// The sublists of this type.
    public Set<String> sublists(String typeName) {
        return type(typeName).sublists().keySet();
    }

    /// The types of transactions with their codes in SuiteQL.
    public Map<String, String> transactionCodes() {
        Map<String, String> codes = new ConcurrentHashMap<>();
        for (RecordType type : RecordType.values()) {
            if (!type.transactionCode().isEmpty()) {
                codes.put(type.wireName(), type.transactionCode());
            }
        }
        return codes;
    }

    /// Forgets all records.
    public void clear() {
        lock.lock();
        try {
            records.values().forEach(Map::clear);
            externalIds.values().forEach(Map::clear);
        } finally {
            lock.unlock();
        }
    }

    private long save(
            RecordType type, Optional<StoredRecord> old, String pathId, RecordWrite write) {
        ObjectNode body = write.body().deepCopy();
        PropertyNames.clean(type, body, write.onUnknownName());
        String externalId = pathId.isEmpty() ? Json.text(body, "externalId") : pathId;
        if (externalId.isEmpty()) {
            externalId = old.map(StoredRecord::externalId).orElse("");
        } else {
            checkExternalId(externalId);
            unique(type, externalId, old.map(StoredRecord::id).orElse(-1L));
        }
        body.remove(
                Set.of("id", "links", "refName", "externalId", "createdDate", "lastModifiedDate"));
        body.remove(Set.of("status", "total", "subtotal", "taxTotal", "discountTotal"));
        long id = old.map(StoredRecord::id).orElseGet(lastId::incrementAndGet);
        Optional<ObjectNode> before = old.map(o -> o.packed().tree());
        ObjectNode record = before.map(ObjectNode::deepCopy).orElseGet(Json::object);
        Set<String> fields = new HashSet<>(body.propertyNames());
        fields.addAll(write.replace());
        if (write.replaceSelectedFields()) {
            write.replace().stream().filter(name -> !body.has(name)).forEach(record::remove);
        }
        Sublists.merge(type, record, body, write.replace());
        rulesOf(type).apply(record, before, new Rules.Change(id, fields));
        Instant now = now();
        all(type)
                .put(
                        id,
                        new StoredRecord(
                                id,
                                externalId,
                                old.map(StoredRecord::created).orElse(now),
                                now,
                                PackedTree.of(record)));
        old.filter(o -> !o.externalId().isEmpty())
                .ifPresent(o -> index(type).remove(o.externalId()));
        if (!externalId.isEmpty()) {
            index(type).put(externalId, new Key(type, id));
        }
        return id;
    }

    private void unique(RecordType type, String externalId, long self) {
        Key taken = index(type).get(externalId);
        if (taken != null && !(taken.type() == type && taken.id() == self)) {
            throw NetSuiteError.user(
                    type.group() == RecordType.Group.ENTITY
                            ? "This entity already exists."
                            : "This record already exists.");
        }
    }

    private static void checkExternalId(String externalId) {
        if (!externalId.matches("[A-Za-z0-9_-]+")) {
            throw NetSuiteError.invalidContent(
                    "Error while accessing a resource. Invalid external id " + externalId + ".",
                    "externalId");
        }
    }

    private void relationship(ObjectNode record, Optional<ObjectNode> before, Rules.Change change) {
        for (String required : Set.of("entity", "subsidiary")) {
            if (!record.has(required)) {
                throw NetSuiteError.user("Please enter value(s) for: " + required + ".");
            }
        }
        StoredRecord customer =
                customer(record.path("entity"))
                        .orElseThrow(() ->
                                NetSuiteError.invalidReference(
                                        "customer",
                                        References.key(record.path("entity")),
                                        "entity"));
        record.putObject("entity").put("id", Long.toString(customer.id()));
    }

    private Optional<StoredRecord> customer(JsonNode reference) {
        String name = RecordType.CUSTOMER.wireName();
        if (reference.isObject() && !reference.has("id")) {
            return byExternalId(name, Json.text(reference, "externalId"));
        }
        String key = References.key(reference);
        return key.matches("\\d{1,18}") ? find(name, Long.parseLong(key)) : Optional.empty();
    }

    private boolean related(String customer, String subsidiary) {
        return all(RecordType.CUSTOMER_SUBSIDIARY).values().stream()
                .map(stored -> stored.packed().tree())
                .anyMatch(r ->
                        References.key(r.path("entity")).equals(customer)
                                && References.key(r.path("subsidiary")).equals(subsidiary));
    }

    private static RecordType type(String name) {
        return RecordType.named(name)
                .orElseThrow(() ->
                        NetSuiteError.of(
                                404,
                                "INVALID_RECORD_TYPE",
                                "Record type '" + name + "' does not exist."));
    }

    private ConcurrentSkipListMap<Long, StoredRecord> all(RecordType type) {
        return present(records.get(type));
    }

    private Map<String, Key> index(RecordType type) {
        return present(externalIds.get(type.group()));
    }

    private Rules rulesOf(RecordType type) {
        return present(rules.get(type));
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("every type has its own");
        }
        return value;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
