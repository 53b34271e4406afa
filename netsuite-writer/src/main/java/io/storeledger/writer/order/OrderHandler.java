package io.storeledger.writer.order;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.mapping.Course;
import io.storeledger.mapping.Course.Bring;
import io.storeledger.mapping.Course.Leave;
import io.storeledger.mapping.Course.Unchanged;
import io.storeledger.mapping.Course.Withdraw;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.Rules;
import io.storeledger.writer.customer.OrderCustomers;
import io.storeledger.writer.ledger.Arrival;
import io.storeledger.writer.ledger.Bookkeeper;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Choice;
import io.storeledger.writer.ledger.Force;
import io.storeledger.writer.ledger.Subject;
import io.storeledger.writer.ledger.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Brings orders into NetSuite: judges which snapshot counts, has it written, and has written down
/// what came of it.
public final class OrderHandler implements RecordHandler {
    private final Bookkeeper bookkeeper;
    private final SalesOrderWriter writer;
    private final Cancellation cancellation;
    private final Rules rules;

    /// @param items shared by all that look for items in the account
    public OrderHandler(
            Bookkeeper bookkeeper,
            Rules rules,
            NetSuiteClient netSuite,
            OrderCustomers customers,
            Items items,
            Clock clock) {
        this.bookkeeper = bookkeeper;
        this.writer = new SalesOrderWriter(netSuite, customers, items, rules, clock);
        this.cancellation = new Cancellation(netSuite, rules);
        this.rules = rules;
    }

    @Override
    public Outcome handle(Batch batch) {
        List<Arrival<OrderSnapshot>> arrivals;
        try {
            arrivals = batch.records().stream().map(this::arrival).toList();
        } catch (MalformedJsonException e) {
            return Bookkeeper.malformed(e);
        }
        String externalId = externalId(arrivals.getFirst().snapshot());
        return bring(batch, Choice.of(arrivals, bookkeeper.known(externalId)));
    }

    /// Brings an order into NetSuite for a refund of it.
    ///
    /// @param replay the replay that brought the refund; its force is the refund's alone
    public Outcome bring(Batch batch, OrderSnapshot snapshot, ReplayMark replay) {
        return bring(batch, new Choice<>(snapshot, new Force.None(), replay));
    }

    /// Force does not import what the rules leave out.
    private Arrival<OrderSnapshot> arrival(ConsumerRecord<String, byte[]> record) {
        OrderSnapshot snapshot = Json.read(record.value(), OrderSnapshot.class);
        return Arrival.of(
                record,
                snapshot,
                snapshot.version(),
                snapshot.disposition().isImported() || Course.isCancelled(snapshot, rules));
    }

    private static String externalId(OrderSnapshot snapshot) {
        return new ExternalIds(snapshot.store()).salesOrder(Long.toString(snapshot.orderId()));
    }

    private Outcome bring(Batch batch, Choice<OrderSnapshot> choice) {
        OrderSnapshot snapshot = choice.snapshot();
        var subject =
                new Subject(
                        SalesOrderWriter.TYPE,
                        externalId(snapshot),
                        snapshot.version(),
                        snapshot.causedBy(),
                        choice.force(),
                        choice.replay());
        return bookkeeper.book(
                batch,
                subject,
                (known, calls) -> judge(snapshot, subject, known, batch.attempt(), calls));
    }

    private Verdict judge(
            OrderSnapshot snapshot,
            Subject subject,
            Optional<HeldRecord> known,
            int attempt,
            Calls calls) {
        return switch (Course.of(snapshot, known, rules, subject.standing())) {
            case Bring bring -> writer.write(snapshot, known, attempt, calls);
            case Withdraw(HeldRecord held) -> cancellation.close(held, calls);
            case Unchanged(HeldRecord held) -> Verdict.unchanged(held);
            case Leave(String code, String text) -> Verdict.skipped(code, text, known);
        };
    }
}
