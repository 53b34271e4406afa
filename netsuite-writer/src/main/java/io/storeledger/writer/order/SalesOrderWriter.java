package io.storeledger.writer.order;

import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.MappedOrder;
import io.storeledger.mapping.MappedOrder.Mapped;
import io.storeledger.mapping.MappedOrder.Unmappable;
import io.storeledger.mapping.References;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.SalesOrderMapper;
import io.storeledger.mapping.StoreOrder;
import io.storeledger.mapping.UpdatePolicy;
import io.storeledger.mapping.UpdatePolicy.Full;
import io.storeledger.mapping.UpdatePolicy.HeaderOnly;
import io.storeledger.mapping.UpdatePolicy.Skip;
import io.storeledger.writer.customer.OrderCustomers;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes one order: its customer, then the sales order, as far as NetSuite's state allows.
final class SalesOrderWriter {
    static final String TYPE = "salesOrder";

    /// NetSuite can't have begun to fulfil what was placed so recently and we never wrote.
    private static final Duration FRESH = Duration.ofHours(1);

    private final NetSuiteClient netSuite;
    private final OrderCustomers customers;
    private final Items items;
    private final Rules rules;
    private final Clock clock;
    private final ProofAfterWrite proof;

    SalesOrderWriter(
            NetSuiteClient netSuite,
            OrderCustomers customers,
            Items items,
            Rules rules,
            Clock clock) {
        this.netSuite = netSuite;
        this.customers = customers;
        this.items = items;
        this.rules = rules;
        this.clock = clock;
        this.proof = new ProofAfterWrite(netSuite, rules);
    }

    /// Writes the order if there is something to write.
    ///
    /// @param known what NetSuite holds of it, as far as we wrote it
    Verdict write(OrderSnapshot snapshot, Optional<HeldRecord> known, int attempt, Calls calls) {
        StoreOrder order = StoreOrder.of(snapshot);
        var skus = SalesOrderMapper.skusOf(order, rules);
        var references = new References(items.find(skus), Optional.empty());
        MappedOrder mapped = SalesOrderMapper.map(order, rules, references);
        return switch (mapped) {
            case Unmappable(var reasons) ->
                    Verdict.rejected("unmappable", String.join(" ", reasons));
            case Mapped ready -> write(snapshot, order, ready, known, attempt, calls);
        };
    }

    private Verdict write(
            OrderSnapshot snapshot,
            StoreOrder order,
            Mapped mapped,
            Optional<HeldRecord> known,
            int attempt,
            Calls calls) {
        calls.proved(mapped.proof());
        String digest = Digest.of(mapped.body());
        if (known.filter(held -> held.digest().equals(digest)).isPresent()) {
            return Verdict.unchanged(known.get());
        }
        boolean mayExist = known.isPresent() || attempt > 1;
        Verdict written = post(snapshot, order, mapped, mayExist, calls).ifDone(digest);
        return mapped.proof().proofAfterWrite() && written.outcome() instanceof Done
                ? proof.check(written, mapped.proof(), calls)
                : written;
    }

    private Verdict post(
            OrderSnapshot snapshot,
            StoreOrder order,
            Mapped mapped,
            boolean mayExist,
            Calls calls) {
        try {
            return post(snapshot, order, mapped, mayExist, false, calls);
        } catch (Refused e) {
            if (e.path().contains("entity")) {
                // we thought that NetSuite had the customer; somebody has deleted it
                return post(snapshot, order, mapped, mayExist, true, calls);
            }
            throw e;
        }
    }

    private Verdict post(
            OrderSnapshot snapshot,
            StoreOrder order,
            Mapped mapped,
            boolean mayExist,
            boolean customerAgain,
            Calls calls) {
        String externalId = new ExternalIds(snapshot.store()).salesOrder(order.id());
        ObjectNode body = mapped.body().deepCopy();
        if (mapped.proof().proofAfterWrite()) {
            ProofAfterWrite.hold(body);
        }
        String customer = customers.ensure(order, snapshot.version(), customerAgain, calls);
        body.putObject("entity").put("id", customer);
        if (mayExist || !isFresh(order)) {
            Optional<ObjectNode> there = find(externalId, calls);
            if (there.isPresent()) {
                return change(externalId, there.get(), mapped, body, calls);
            }
        }
        try {
            return Verdict.done(
                    calls.call(
                            "PUT salesOrder",
                            body,
                            () -> netSuite.upsert(TYPE, externalId, body, mapped.sublists()),
                            id -> id));
        } catch (Refused e) {
            if (!e.alreadyExists()) {
                throw e;
            }
            // Somebody was faster, or an answer was lost: the one that stands is ours.
            ObjectNode there = find(externalId, calls).orElseThrow(() -> e);
            return change(externalId, there, mapped, body, calls);
        }
    }

    private Verdict change(
            String externalId, ObjectNode there, Mapped mapped, ObjectNode body, Calls calls) {
        String internalId = there.path("id").asString("");
        String status = there.path("status").path("id").asString("");
        return switch (UpdatePolicy.allowed(status, rules, body)) {
            case Full(ObjectNode all) ->
                    Verdict.done(
                            calls.call(
                                    "PUT salesOrder",
                                    all,
                                    () -> netSuite.upsert(TYPE, externalId, all, mapped.sublists()),
                                    id -> id));
            case HeaderOnly(ObjectNode header) -> {
                calls.call(
                        "PATCH salesOrder",
                        header,
                        () -> {
                            netSuite.update(TYPE, internalId, header);
                            return internalId;
                        },
                        id -> id);
                yield Verdict.done(internalId);
            }
            case Skip(String reason) ->
                    new Verdict(
                            new Skipped(new Reason("already-begun", reason)),
                            Optional.of(internalId),
                            "");
        };
    }

    private Optional<ObjectNode> find(String externalId, Calls calls) {
        return calls.call(
                "GET salesOrder",
                null,
                () -> netSuite.find(TYPE, externalId, "id", "status"),
                found -> found.map(record -> record.path("id").asString("")).orElse("none"));
    }

    private boolean isFresh(StoreOrder order) {
        Instant youngest = clock.instant().minus(FRESH);
        return order.created().filter(youngest::isBefore).isPresent();
    }
}
