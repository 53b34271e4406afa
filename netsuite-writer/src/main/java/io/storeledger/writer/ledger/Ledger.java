package io.storeledger.writer.ledger;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import io.storeledger.writer.held.HeldRecords;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Writes down what was done: the outcome for the audit, the held record for the next write.
public final class Ledger {
    private final Publisher publisher;
    private final HeldRecords held;

    /// Writes to the topics and to the view of what NetSuite holds.
    public Ledger(Publisher publisher, HeldRecords held) {
        this.publisher = publisher;
        this.held = held;
    }

    /// Publishes an outcome and returns where it lies.
    public Cause outcome(String key, WriteOutcome outcome) {
        RecordMetadata at = publisher.publish(Topics.OUTCOMES, key, outcome, List.of());
        return new Cause(
                at.topic(), at.partition(), at.offset(), Instant.ofEpochMilli(at.timestamp()));
    }

    /// Publishes what NetSuite now holds; the next look at it, here or elsewhere, sees it.
    public void holds(HeldRecord record) {
        RecordMetadata at =
                publisher.publish(Topics.RECORDS, record.externalId(), record, List.of());
        held.remember(record, at);
    }
}
