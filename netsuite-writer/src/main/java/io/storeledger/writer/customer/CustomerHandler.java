package io.storeledger.writer.customer;

import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.mapping.ExternalIds;
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

    CustomerHandler(Bookkeeper bookkeeper, ProfileWriter writer) {
        this.bookkeeper = bookkeeper;
        this.writer = writer;
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
        return bookkeeper.book(
                batch, subject, (known, calls) -> judge(newest, subject, known, calls));
    }

    private Verdict judge(
            CustomerSnapshot snapshot, Subject subject, Optional<HeldRecord> known, Calls calls) {
        if (subject.isOlderThan(known)) {
            return Verdict.skipped(
                    "old-news",
                    "NetSuite holds a newer state of customer %d.".formatted(snapshot.customerId()),
                    known);
        }
        return switch (snapshot.presence()) {
            case PRESENT ->
                    writer.write(
                            new StoreCustomer(
                                    snapshot.store(), snapshot.customer(), snapshot.addresses()),
                            snapshot.version(),
                            calls);
            case DELETED -> writer.delete(known, calls);
        };
    }
}
