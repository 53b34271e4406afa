package io.storeledger.writer.customer;

import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
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
import io.storeledger.writer.ledger.Arrival;
import io.storeledger.writer.ledger.Bookkeeper;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Choice;
import io.storeledger.writer.ledger.Subject;
import io.storeledger.writer.ledger.Verdict;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
        List<Arrival<CustomerSnapshot>> arrivals;
        try {
            arrivals = batch.records().stream().map(this::arrival).toList();
        } catch (MalformedJsonException e) {
            return Bookkeeper.malformed(e);
        }
        CustomerSnapshot any = arrivals.getFirst().snapshot();
        String externalId = new ExternalIds(any.store()).customer(Long.toString(any.customerId()));
        Choice<CustomerSnapshot> choice = Choice.of(arrivals, bookkeeper.known(externalId));
        CustomerSnapshot counts = choice.snapshot();
        var subject =
                new Subject(
                        OrderCustomers.TYPE,
                        externalId,
                        counts.version(),
                        counts.causedBy(),
                        choice.force(),
                        choice.replay());
        return bookkeeper.book(
                batch, subject, (known, calls) -> judge(counts, subject, known, calls));
    }

    /// Force switches nobody off whom the rules keep.
    private Arrival<CustomerSnapshot> arrival(ConsumerRecord<String, byte[]> record) {
        CustomerSnapshot snapshot = Json.read(record.value(), CustomerSnapshot.class);
        boolean canBeForced =
                switch (snapshot.presence()) {
                    case PRESENT -> true;
                    case DELETED -> writer.switchesOff();
                };
        return Arrival.of(record, snapshot, snapshot.version(), canBeForced);
    }

    private Verdict judge(
            CustomerSnapshot snapshot, Subject subject, Optional<HeldRecord> known, Calls calls) {
        return switch (Course.of(snapshot, known, rules, subject.standing())) {
            case Bring bring ->
                    writer.write(
                            new StoreCustomer(
                                    snapshot.store(), snapshot.customer(), snapshot.addresses()),
                            snapshot.version(),
                            subject.isForced(),
                            calls);
            case Withdraw(HeldRecord held) -> writer.switchOff(held, calls);
            case Unchanged(HeldRecord held) -> Verdict.unchanged(held);
            case Leave(String code, String text) -> {
                if (known.isEmpty()
                        && snapshot.presence() == Presence.DELETED
                        && writer.switchesOff()) {
                    writer.neverHad(subject.externalId(), snapshot.version());
                }
                yield Verdict.skipped(code, text, known);
            }
        };
    }
}
