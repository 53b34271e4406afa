package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.json.PackedTree;
import io.storeledger.sandbox.netsuite.stock.Place;
import io.storeledger.sandbox.netsuite.stock.Stock;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// The account's records. Reads need no lock, writes are one at a time.
public final class RecordStore {
    private static final Set<String> NOT_WRITTEN =
            Set.of(
                    "id",
                    "links",
                    "refName",
                    "externalId",
                    "createdDate",
                    "lastModifiedDate",
                    "createdFrom",
                    "status",
                    "total",
                    "subtotal",
                    "taxTotal",
                    "discountTotal",
                    "amountPaid",
                    "amountRemaining",
                    "applied",
                    "unapplied");
    private static final Set<String> NOT_WRITTEN_OF_LINES =
            Set.of("quantityFulfilled", "quantityBilled", "lineUniqueKey", "quantityRemaining");

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final References references;
    private final Features features;
    private final Records records = new Records();
    private final RuleBook rules;
    private final Transforms transforms;
    private final Consequences consequences;

    /// No records yet.
    public RecordStore(References references, Stock stock, Features features, Clock clock) {
        this.clock = clock;
        this.references = references;
        this.features = features;
        this.rules = new RuleBook(references, records, features);
        this.transforms = new Transforms(references);
        this.consequences = new Consequences(references, records, stock, this::rewrite);
    }

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

    /// Makes a record of another type out of this one and gives its id.
    public long transform(String typeName, long id, String targetName, RecordWrite write) {
        RecordType from = type(typeName);
        lock.lock();
        try {
            StoredRecord source = find(typeName, id).orElseThrow(NetSuiteError::nonexistent);
            ObjectNode body = write.body().deepCopy();
            Transforms.Started started =
                    transforms.start(from, source, targetName, body, write.replace());
            RecordWrite rest =
                    new RecordWrite(
                            body,
                            write.replace(),
                            write.replaceSelectedFields(),
                            write.onUnknownName());
            return save(started.type(), Optional.empty(), started.record(), "", rest);
        } finally {
            lock.unlock();
        }
    }

    /// Deletes a record.
    public void delete(String typeName, long id) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            StoredRecord old = records.remove(type, id).orElseThrow(NetSuiteError::nonexistent);
            ObjectNode gone = old.packed().tree();
            rules.removed(type, gone);
            consequences.of(type, id, Optional.of(gone), Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    /// Changes a record as something inside NetSuite would: no rules are asked.
    public void changeInside(String typeName, long id, UnaryOperator<ObjectNode> change) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            rewrite(type, id, change);
        } finally {
            lock.unlock();
        }
    }

    /// The record of this id.
    public Optional<StoredRecord> find(String typeName, long id) {
        return records.find(type(typeName), id);
    }

    /// The record of this type and external id.
    public Optional<StoredRecord> byExternalId(String typeName, String externalId) {
        return records.byExternalId(type(typeName), externalId);
    }

    /// All records of this type by id.
    public Collection<StoredRecord> all(String typeName) {
        return records.all(type(typeName)).values();
    }

    /// The records of this type that were made from this transaction.
    public List<StoredRecord> madeFrom(String typeName, long source) {
        return records.madeFrom(source).stream()
                .flatMap(id -> records.find(type(typeName), id).stream())
                .toList();
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
        Map<String, String> codes = new TreeMap<>();
        for (RecordType type : RecordType.values()) {
            if (!type.transactionCode().isEmpty()) {
                codes.put(type.wireName(), type.transactionCode());
            }
        }
        return codes;
    }

    /// The sales orders that are waiting to be fulfilled, oldest first.
    public NavigableSet<Long> toFulfil() {
        return consequences.toFulfil();
    }

    /// The sales orders that are fulfilled and wait to be billed, oldest first.
    public NavigableSet<Long> toBill() {
        return consequences.toBill();
    }

    /// The lines of an order of which something is still to be sent.
    public List<ObjectNode> unsent(ObjectNode order) {
        return Json.objects(order.path("item"), "items").stream()
                .filter(line -> OrderProgress.unsent(references, line).signum() > 0)
                .toList();
    }

    /// How much of an order's line is still to be sent.
    public BigDecimal unsentOf(ObjectNode line) {
        return OrderProgress.unsent(references, line);
    }

    /// Whether the line is of an item that is kept in stock.
    public boolean stocked(ObjectNode line) {
        return consequences.stocked(line);
    }

    /// Where the goods of an order's line lie.
    public Place placeOf(ObjectNode order, ObjectNode line) {
        return consequences.place(order, line);
    }

    /// Another number after each change.
    public long version() {
        return records.version();
    }

    /// Forgets all records; the stock stays as it is.
    public void clear() {
        lock.lock();
        try {
            records.clear();
            rules.clear();
            consequences.clear();
        } finally {
            lock.unlock();
        }
    }

    private long save(
            RecordType type, Optional<StoredRecord> old, String pathId, RecordWrite write) {
        ObjectNode record = old.map(o -> o.packed().tree()).orElseGet(Json::object);
        if (old.isEmpty() && type == RecordType.ITEM_FULFILLMENT) {
            throw NetSuiteError.user("An item fulfillment must be created from a sales order.");
        }
        return save(type, old, record, pathId, write);
    }

    private long save(
            RecordType type,
            Optional<StoredRecord> old,
            ObjectNode record,
            String pathId,
            RecordWrite write) {
        ObjectNode body = write.body().deepCopy();
        PropertyNames.clean(type, features, body, write.onUnknownName());
        String externalId = pathId.isEmpty() ? Json.text(body, "externalId") : pathId;
        if (externalId.isEmpty()) {
            externalId = old.map(StoredRecord::externalId).orElse("");
        } else {
            records.checkExternalId(type, externalId, old.map(StoredRecord::id).orElse(-1L));
        }
        body.remove(NOT_WRITTEN);
        Json.objects(body.path("item"), "items").forEach(line -> line.remove(NOT_WRITTEN_OF_LINES));
        long id = old.map(StoredRecord::id).orElseGet(records::nextId);
        Optional<ObjectNode> before = old.map(o -> o.packed().tree());
        Set<String> fields = new HashSet<>(body.propertyNames());
        fields.addAll(write.replace());
        if (write.replaceSelectedFields()) {
            write.replace().stream().filter(name -> !body.has(name)).forEach(record::remove);
        }
        Sublists.merge(type, record, body, write.replace());
        rules.of(type).apply(record, before, new Rules.Change(id, fields));
        Instant now = now();
        Instant created = old.map(StoredRecord::created).orElse(now);
        records.put(type, stored(id, externalId, created, now, record));
        rules.saved(type, id, record);
        consequences.of(type, id, before, Optional.of(record));
        return id;
    }

    private void rewrite(RecordType type, long id, UnaryOperator<ObjectNode> change) {
        StoredRecord old = records.find(type, id).orElseThrow(NetSuiteError::nonexistent);
        ObjectNode before = old.packed().tree();
        ObjectNode changed = change.apply(before.deepCopy());
        records.put(type, stored(id, old.externalId(), old.created(), now(), changed));
        consequences.of(type, id, Optional.of(before), Optional.of(changed));
    }

    private static StoredRecord stored(
            long id, String externalId, Instant created, Instant modified, ObjectNode record) {
        long createdFrom = Json.number(record.path("createdFrom"), "id");
        return new StoredRecord(
                id, externalId, created, modified, createdFrom, PackedTree.of(record));
    }

    private RecordType type(String name) {
        return RecordType.named(name)
                .filter(features::hasType)
                .orElseThrow(() ->
                        NetSuiteError.of(
                                404,
                                "INVALID_RECORD_TYPE",
                                "Record type '" + name + "' does not exist."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
