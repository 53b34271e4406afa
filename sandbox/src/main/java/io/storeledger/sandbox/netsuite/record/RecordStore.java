package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.stock.Place;
import io.storeledger.sandbox.netsuite.stock.Stock;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final References references;
    private final Features features;
    private final Records records = new Records();
    private final RuleBook rules;
    private final Transforms transforms;
    private final Saving saving;
    private final Consequences consequences;

    /// No records yet.
    public RecordStore(References references, Stock stock, Features features, Clock clock) {
        this.references = references;
        this.features = features;
        this.rules = new RuleBook(references, records, features);
        this.transforms = new Transforms(references);
        this.saving = new Saving(records, rules, features, clock);
        this.consequences = new Consequences(references, records, stock, saving);
        saving.then(consequences);
    }

    /// Creates a record and gives its id.
    public long create(String typeName, RecordWrite write) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            return saving.save(type, Optional.empty(), "", write);
        } finally {
            lock.unlock();
        }
    }

    /// Creates or updates the record of this external id and gives its internal id.
    public long upsert(String typeName, String externalId, RecordWrite write) {
        RecordType type = type(typeName);
        lock.lock();
        try {
            return saving.save(type, byExternalId(typeName, externalId), externalId, write);
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
            saving.save(type, Optional.of(old), "", write);
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
            return saving.save(started.type(), Optional.empty(), started.record(), "", rest);
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
            saving.rewrite(type, id, change);
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

    private RecordType type(String name) {
        return RecordType.named(name)
                .filter(features::hasType)
                .orElseThrow(() ->
                        NetSuiteError.of(
                                404,
                                "INVALID_RECORD_TYPE",
                                "Record type '" + name + "' does not exist."));
    }
}
