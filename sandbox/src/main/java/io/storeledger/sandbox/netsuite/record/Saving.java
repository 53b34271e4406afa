package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.json.PackedTree;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// How a record is written: cleaned, merged, checked, completed, kept; then come the consequences.
final class Saving implements Consequences.Rewriting {
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

    private final Records records;
    private final RuleBook rules;
    private final Features features;
    private final Clock clock;
    private @Nullable Consequences consequences;

    Saving(Records records, RuleBook rules, Features features, Clock clock) {
        this.records = records;
        this.rules = rules;
        this.features = features;
        this.clock = clock;
    }

    /// What a write does beyond its own record, which may be to write others.
    void then(Consequences what) {
        consequences = what;
    }

    long save(RecordType type, Optional<StoredRecord> old, String pathId, RecordWrite write) {
        ObjectNode record = old.map(o -> o.packed().tree()).orElseGet(Json::object);
        if (old.isEmpty() && type == RecordType.ITEM_FULFILLMENT) {
            throw NetSuiteError.user("An item fulfillment must be created from a sales order.");
        }
        return save(type, old, record, pathId, write);
    }

    long save(
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
        follow(type, id, before, Optional.of(record));
        return id;
    }

    @Override
    public void rewrite(RecordType type, long id, UnaryOperator<ObjectNode> change) {
        StoredRecord old = records.find(type, id).orElseThrow(NetSuiteError::nonexistent);
        ObjectNode before = old.packed().tree();
        ObjectNode changed = change.apply(before.deepCopy());
        records.put(type, stored(id, old.externalId(), old.created(), now(), changed));
        follow(type, id, Optional.of(before), Optional.of(changed));
    }

    private static StoredRecord stored(
            long id, String externalId, Instant created, Instant modified, ObjectNode record) {
        long createdFrom = Json.number(record.path("createdFrom"), "id");
        return new StoredRecord(
                id, externalId, created, modified, createdFrom, PackedTree.of(record));
    }

    private void follow(
            RecordType type, long id, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        if (consequences != null) {
            consequences.of(type, id, before, after);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
