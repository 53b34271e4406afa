package io.storeledger.writer.order;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
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
import io.storeledger.writer.ledger.Bookkeeper;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Subject;
import io.storeledger.writer.ledger.Verdict;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        List<OrderSnapshot> snapshots;
        try {
            snapshots =
                    batch.records().stream()
                            .map(record -> Json.read(record.value(), OrderSnapshot.class))
                            .toList();
        } catch (MalformedJsonException e) {
            return Bookkeeper.malformed(e);
        }
        return bring(
                batch,
                snapshots.stream().max(Comparator.comparing(OrderSnapshot::version)).orElseThrow());
    }

    /// Brings an order into NetSuite, for whatever batch calls for it.
    public Outcome bring(Batch batch, OrderSnapshot snapshot) {
        var subject =
                new Subject(
                        SalesOrderWriter.TYPE,
                        new ExternalIds(snapshot.store())
                                .salesOrder(Long.toString(snapshot.orderId())),
                        snapshot.version(),
                        snapshot.causedBy());
        return bookkeeper.book(
                batch, subject, (known, calls) -> judge(snapshot, known, batch.attempt(), calls));
    }

    private Verdict judge(
            OrderSnapshot snapshot, Optional<HeldRecord> known, int attempt, Calls calls) {
        return switch (Course.of(snapshot, known, rules, false)) {
            case Bring bring -> writer.write(snapshot, known, attempt, calls);
            case Withdraw(HeldRecord held) -> cancellation.close(held, calls);
            case Unchanged(HeldRecord held) -> Verdict.unchanged(held);
            case Leave(String code, String text) -> Verdict.skipped(code, text, known);
        };
    }
}
