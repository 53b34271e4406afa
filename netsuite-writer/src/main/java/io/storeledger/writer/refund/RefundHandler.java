package io.storeledger.writer.refund;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.mapping.Course;
import io.storeledger.mapping.Course.Leave;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.StoreOrder;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.ledger.Arrival;
import io.storeledger.writer.ledger.Bookkeeper;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Choice;
import io.storeledger.writer.ledger.Subject;
import io.storeledger.writer.ledger.Verdict;
import io.storeledger.writer.order.Items;
import io.storeledger.writer.order.OrderHandler;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Brings refunds into NetSuite, each after its order.
public final class RefundHandler implements RecordHandler {
    private static final String SALES_ORDER = "salesOrder";

    private final Bookkeeper bookkeeper;
    private final OrderHandler orders;
    private final NetSuiteClient netSuite;
    private final HeldRecords held;
    private final CreditWriter writer;

    /// @param orders brings the order of a refund first, where NetSuite lacks it
    /// @param items shared by all that look for items in the account
    public RefundHandler(
            Bookkeeper bookkeeper,
            OrderHandler orders,
            Rules rules,
            NetSuiteClient netSuite,
            HeldRecords held,
            Items items) {
        this.bookkeeper = bookkeeper;
        this.orders = orders;
        this.netSuite = netSuite;
        this.held = held;
        this.writer = new CreditWriter(netSuite, items, rules);
    }

    @Override
    public Outcome handle(Batch batch) {
        Outcome worst = new Skipped(new Reason("none", "There was no refund."));
        try {
            boolean first = true;
            for (List<Arrival<RefundSnapshot>> arrivals : byRefund(batch)) {
                Outcome outcome = bring(batch, arrivals);
                if (outcome instanceof Retry || outcome instanceof Halt) {
                    return outcome;
                }
                worst = first ? outcome : worse(worst, outcome);
                first = false;
            }
            return worst;
        } catch (MalformedJsonException e) {
            return Bookkeeper.malformed(e);
        }
    }

    /// The snapshots of each refund: a batch is all that waits for one order.
    private static Collection<List<Arrival<RefundSnapshot>>> byRefund(Batch batch) {
        return batch.records().stream()
                .map(record -> {
                    RefundSnapshot refund = Json.read(record.value(), RefundSnapshot.class);
                    return Arrival.of(record, refund, refund.version(), true);
                })
                .collect(
                        Collectors.groupingBy(
                                arrival -> arrival.snapshot().refundId(),
                                TreeMap::new,
                                Collectors.toList()))
                .values();
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case Skipped skipped -> 0;
            case Done done -> 1;
            case Retry retry -> 2;
            case Halt halt -> 2;
            case Rejected rejected -> 3;
            case RejectedSome some -> 3;
        };
    }

    private Outcome bring(Batch batch, List<Arrival<RefundSnapshot>> arrivals) {
        RefundSnapshot any = arrivals.getFirst().snapshot();
        var ids = new ExternalIds(any.order().store());
        String externalId = ids.creditMemo(Long.toString(any.refundId()));
        Choice<RefundSnapshot> choice = Choice.of(arrivals, bookkeeper.known(externalId));
        RefundSnapshot refund = choice.snapshot();
        var subject =
                new Subject(
                        writer.type(),
                        externalId,
                        refund.version(),
                        refund.causedBy(),
                        choice.force(),
                        choice.replay());
        Optional<Reason> obstacle = Optional.empty();
        if (held.find(subject.externalId()).isEmpty()) {
            Outcome order = order(batch, refund.order(), ids, choice.replay());
            switch (order) {
                case Retry later -> {
                    return later;
                }
                case Halt stop -> {
                    return stop;
                }
                case Rejected(Reason reason) -> obstacle = Optional.of(reason);
                case Done done -> {}
                case Skipped skipped -> {}
                case RejectedSome some -> {}
            }
        }
        Optional<Reason> why = obstacle;
        return bookkeeper.book(
                batch,
                subject,
                (known, calls) ->
                        why.map(reason ->
                                        Verdict.rejected(
                                                "order-rejected",
                                                "%s needs its order in NetSuite, which was rejected: %s"
                                                        .formatted(
                                                                Course.nameOf(refund),
                                                                reason.text())))
                                .orElseGet(() -> judge(refund, subject, known, ids, calls)));
    }

    /// Brings the order if NetSuite is to have it and, as far as we know, has not.
    private Outcome order(Batch batch, OrderSnapshot order, ExternalIds ids, ReplayMark replay) {
        boolean there = held.find(ids.salesOrder(Long.toString(order.orderId()))).isPresent();
        return there || !order.disposition().isImported()
                ? new Done()
                : orders.bring(batch, order, replay);
    }

    private Verdict judge(
            RefundSnapshot refund,
            Subject subject,
            Optional<HeldRecord> known,
            ExternalIds ids,
            Calls calls) {
        OrderSnapshot order = refund.order();
        if (Course.of(refund, known, subject.standing())
                instanceof Leave(String code, String text)) {
            return Verdict.skipped(code, text, known);
        }
        String salesOrder = ids.salesOrder(Long.toString(order.orderId()));
        Optional<String> internalId = held.find(salesOrder).map(HeldRecord::internalId);
        if (internalId.isEmpty() && order.disposition().isImported()) {
            // it stood there before us, and was left as it is
            internalId = find(salesOrder, calls);
        }
        if (internalId.isEmpty()) {
            return Verdict.skipped(
                    "order-not-imported",
                    Course.nameOf(refund) + ": its order is not in NetSuite and is not imported.",
                    known);
        }
        return writer.write(
                Course.nameOf(refund),
                subject.externalId(),
                refund.refund(),
                StoreOrder.of(order),
                known,
                internalId.get(),
                calls);
    }

    private Optional<String> find(String externalId, Calls calls) {
        return calls.call(
                "GET salesOrder",
                null,
                () ->
                        netSuite.find(SALES_ORDER, externalId, "id")
                                .map(order -> order.path("id").asString("")),
                id -> id.orElse("none"));
    }
}
