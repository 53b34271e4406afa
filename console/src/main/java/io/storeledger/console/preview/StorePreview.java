package io.storeledger.console.preview;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.Course;
import io.storeledger.mapping.Course.Bring;
import io.storeledger.mapping.Course.Leave;
import io.storeledger.mapping.Course.Standing;
import io.storeledger.mapping.Course.Unchanged;
import io.storeledger.mapping.Course.Withdraw;
import io.storeledger.mapping.CustomerMapper;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.Identity;
import io.storeledger.mapping.MappedOrder;
import io.storeledger.mapping.MappedRefund;
import io.storeledger.mapping.ProfileMapper;
import io.storeledger.mapping.References;
import io.storeledger.mapping.RefundMapper;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.SalesOrderMapper;
import io.storeledger.mapping.StoreCustomer;
import io.storeledger.mapping.StoreOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What one store's snapshots would do: the writer's decisions, with the log in NetSuite's place.
final class StorePreview {
    private final Rules rules;
    private final HeldIndex held;
    private final ItemIds items;
    private final ExternalIds ids;

    StorePreview(String store, Rules rules, HeldIndex held, ItemIds items) {
        this.rules = rules;
        this.held = held;
        this.items = items;
        this.ids = new ExternalIds(store);
    }

    /// What an order's snapshot would do.
    Judgement order(OrderSnapshot snapshot, boolean forced) {
        String externalId = ids.salesOrder(Long.toString(snapshot.orderId()));
        Optional<HeldRecord> known = held.held(externalId);
        return switch (Course.of(snapshot, known, rules, standing(forced))) {
            case Leave(String code, String text) -> Judgement.of(Judgement.SKIPPED, text);
            case Unchanged unchanged -> Judgement.of(Judgement.UNCHANGED, Candidate.AS_IT_IS);
            case Withdraw(HeldRecord record) -> {
                suppose(record.type(), externalId, snapshot.version(), Digest.CANCELLED);
                yield Judgement.of(
                        Judgement.CHANGED,
                        "The store cancelled the order; what NetSuite has not fulfilled of it would"
                                + " be closed. Which lines that are, NetSuite knows.");
            }
            case Bring bring -> order(snapshot, externalId, known, forced);
        };
    }

    private Judgement order(
            OrderSnapshot snapshot, String externalId, Optional<HeldRecord> known, boolean forced) {
        StoreOrder order = StoreOrder.of(snapshot);
        References found = items.find(order.store(), SalesOrderMapper.skusOf(order, rules));
        return switch (SalesOrderMapper.map(order, rules, found)) {
            case MappedOrder.Unmappable(List<String> reasons) ->
                    Judgement.of(Judgement.REJECTED, String.join(" ", reasons));
            case MappedOrder.Mapped mapped -> {
                var candidate =
                        new Candidate(
                                "salesOrder",
                                externalId,
                                snapshot.version(),
                                mapped.body(),
                                Optional.empty(),
                                ComparedFields.OF_ORDERS,
                                forced);
                List<String> notes = new ArrayList<>();
                notes.add("Proved: " + mapped.proof() + ".");
                customer(order, snapshot.version()).ifPresent(notes::add);
                lookedUp(found).ifPresent(notes::add);
                if (known.isPresent()) {
                    notes.add(begun());
                }
                yield candidate.weigh(held, known, held.body(externalId), notes);
            }
        };
    }

    /// What a refund's snapshot would do.
    Judgement refund(RefundSnapshot refund, boolean forced) {
        OrderSnapshot order = refund.order();
        String name = Course.nameOf(refund);
        String salesOrder = ids.salesOrder(Long.toString(order.orderId()));
        String externalId = ids.creditMemo(Long.toString(refund.refundId()));
        Optional<HeldRecord> known = held.held(externalId);
        List<String> notes = new ArrayList<>();
        if (known.isEmpty()
                && held.held(salesOrder).isEmpty()
                && order.disposition().isImported()) {
            Judgement first = order(order, false);
            if (first.would().equals(Judgement.REJECTED)) {
                return Judgement.of(
                        Judgement.REJECTED,
                        name
                                + " needs its order in NetSuite, which would be rejected: "
                                + first.sentence());
            }
            notes.add("Its order would be " + first.would() + " before it.");
        }
        if (Course.of(refund, known, standing(forced)) instanceof Leave(String code, String text)) {
            return Judgement.of(Judgement.SKIPPED, text);
        }
        if (held.held(salesOrder).isEmpty() && !order.disposition().isImported()) {
            return Judgement.of(
                    Judgement.SKIPPED,
                    name + ": its order is not in NetSuite and is not imported.");
        }
        StoreOrder of = StoreOrder.of(order);
        References found = items.find(of.store(), RefundMapper.skusOf(refund.refund(), of, rules));
        return switch (RefundMapper.map(refund.refund(), of, rules, found, known.isPresent())) {
            case MappedRefund.NothingRefunded(String reason) ->
                    Judgement.of(Judgement.SKIPPED, reason);
            case MappedRefund.Unmappable(List<String> reasons) ->
                    Judgement.of(Judgement.REJECTED, String.join(" ", reasons));
            case MappedRefund.Mapped mapped -> {
                var candidate =
                        new Candidate(
                                known.map(HeldRecord::type).orElse("creditMemo"),
                                externalId,
                                refund.version(),
                                mapped.body(),
                                Optional.of(Digest.ofCredit(mapped.proof())),
                                ComparedFields.OF_CREDITS,
                                forced);
                notes.addFirst("Proved: " + mapped.proof() + ".");
                lookedUp(found).ifPresent(notes::add);
                if (known.isEmpty()) {
                    billed().ifPresent(notes::add);
                }
                yield candidate.weigh(held, known, held.body(externalId), notes);
            }
        };
    }

    /// What a customer's snapshot would do.
    Judgement customer(CustomerSnapshot snapshot, boolean forced) {
        String number = ids.customer(Long.toString(snapshot.customerId()));
        Optional<HeldRecord> own = held.held(number);
        return switch (Course.of(snapshot, own, rules, standing(forced))) {
            case Leave(String code, String text) -> Judgement.of(Judgement.SKIPPED, text);
            case Unchanged unchanged -> Judgement.of(Judgement.UNCHANGED, Candidate.AS_IT_IS);
            case Withdraw(HeldRecord record) -> {
                suppose(record.type(), number, snapshot.version(), Digest.INACTIVE);
                yield new Judgement(
                        Judgement.CHANGED,
                        "The store deleted the customer; it would be made inactive.",
                        List.of(new Difference("isInactive", "false", "true")));
            }
            case Bring bring -> customer(snapshot, number, own, forced);
        };
    }

    private Judgement customer(
            CustomerSnapshot snapshot, String number, Optional<HeldRecord> own, boolean forced) {
        var customer =
                new StoreCustomer(snapshot.store(), snapshot.customer(), snapshot.addresses());
        List<String> names = Identity.of(customer, rules).names();
        var candidate =
                new Candidate(
                        "customer",
                        number,
                        snapshot.version(),
                        ProfileMapper.map(customer, rules),
                        Optional.empty(),
                        ComparedFields.OF_CUSTOMERS,
                        forced);
        Optional<HeldRecord> known =
                own.or(() -> names.stream().flatMap(name -> held.held(name).stream()).findFirst());
        Optional<ObjectNode> sent =
                Stream.concat(Stream.of(number), names.stream())
                        .flatMap(name -> held.body(name).stream())
                        .findFirst();
        return candidate.weigh(held, known, sent, List.of());
    }

    /// The customer is written with its order only.
    private Optional<String> customer(StoreOrder order, Version version) {
        Identity identity = Identity.of(order, rules);
        Optional<HeldRecord> known =
                identity.names().stream().flatMap(name -> held.held(name).stream()).findFirst();
        if (known.isEmpty()) {
            return Optional.of("Its customer would be created with it.");
        }
        boolean left =
                !identity.isGuest()
                        || known.get().digest().equals(Identity.REGISTERED)
                        || known.get()
                                .digest()
                                .equals(Digest.ofGuest(CustomerMapper.map(order, rules)))
                        || version.isOlderThan(known.get().version());
        return left ? Optional.empty() : Optional.of("Its customer would be changed with it.");
    }

    private static Optional<String> lookedUp(References found) {
        List<String> unknown = ItemIds.unknown(found);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The items of these SKUs are looked up when it is written: %s."
                                .formatted(String.join(", ", unknown)));
    }

    private String begun() {
        return switch (rules.updates().afterFulfilment()) {
            case SKIP ->
                    "If NetSuite has begun to fulfil it, it stays as it is"
                            + " (rules.updates.afterFulfilment).";
            case HEADER_ONLY ->
                    "If NetSuite has begun to fulfil it, only %s may change (rules.updates.headerFields)."
                            .formatted(String.join(", ", rules.updates().headerFields()));
        };
    }

    private Optional<String> billed() {
        return switch (rules.refunds().kind()) {
            case CREDIT_MEMO -> Optional.empty();
            case FROM_INVOICE, CASH_REFUND ->
                    Optional.of(
                            "Whether its order is billed, which rules.refunds.kind needs, NetSuite"
                                    + " knows.");
        };
    }

    private void suppose(String type, String externalId, Version version, String digest) {
        ObjectNode body = held.body(externalId).orElseGet(Json::object);
        held.suppose(new HeldRecord(type, externalId, "", version, digest, null), body);
    }

    private static Standing standing(boolean forced) {
        return forced ? Standing.FORCED : Standing.BY_VERSION;
    }
}
