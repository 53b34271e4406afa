package io.storeledger.writer.customer;

import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.mapping.Course;
import io.storeledger.mapping.Course.Bring;
import io.storeledger.mapping.Course.Leave;
import io.storeledger.mapping.Course.Unchanged;
import io.storeledger.mapping.Course.Withdraw;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.StoreCustomer;
import io.storeledger.writer.ledger.Bookkeeper;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Subject;
import io.storeledger.writer.ledger.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Brings the store's customers into NetSuite: judges which snapshot counts, and has it written.
public final class CustomerHandler implements RecordHandler {
    private final Bookkeeper bookkeeper;
    private final ProfileWriter writer;
    private final Rules rules;

    CustomerHandler(Bookkeeper bookkeeper, ProfileWriter writer, Rules rules) {
        this.bookkeeper = bookkeeper;
        this.writer = writer;
        this.rules = rules;
    }

    @Override
    public Outcome handle(Batch batch) {
        List<CustomerSnapshot> snapshots;
        try {
            snapshots =
                    batch.records().stream()
                            .map(record -> Json.read(record.value(), CustomerSnapshot.class))
                            .toList();
        } catch (MalformedJsonException e) {
            return Bookkeeper.malformed(e);
        }
        CustomerSnapshot newest =
                snapshots.stream()
                        .max(Comparator.comparing(CustomerSnapshot::version))
                        .orElseThrow();
        var subject =
                new Subject(
                        OrderCustomers.TYPE,
                        new ExternalIds(newest.store())
                                .customer(Long.toString(newest.customerId())),
                        newest.version(),
                        newest.causedBy());
        return bookkeeper.book(batch, subject, (known, calls) -> judge(newest, known, calls));
    }

    private Verdict judge(CustomerSnapshot snapshot, Optional<HeldRecord> known, Calls calls) {
        return switch (Course.of(snapshot, known, rules, false)) {
            case Bring bring ->
                    writer.write(
                            new StoreCustomer(
                                    snapshot.store(), snapshot.customer(), snapshot.addresses()),
                            snapshot.version(),
                            calls);
            case Withdraw(HeldRecord held) -> writer.switchOff(held, calls);
            case Unchanged(HeldRecord held) -> Verdict.unchanged(held);
            case Leave(String code, String text) -> Verdict.skipped(code, text, known);
        };
    }
}
