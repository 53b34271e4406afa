package io.storeledger.console.reconcile;

import io.storeledger.common.event.Act;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Has what is missing fetched and written: by an event as a webhook would have told it, so that it
/// goes the ordinary way. What was rejected would be rejected again: that is left to the dead
/// letters, once its cause is mended.
final class Repair {
    private static final Set<Kind> REPAIRED = EnumSet.of(Kind.MISSING, Kind.GONE_FROM_NETSUITE);

    private final Publisher publisher;
    private final Clock clock;

    Repair(Publisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Sends them on their way; how many they were.
    ///
    /// @param run the reconciliation's id
    /// @param by who has it done
    /// @throws org.apache.kafka.common.KafkaException if one could not be written
    long bring(String run, String by, List<Finding> findings) {
        List<Finding> wanted =
                findings.stream().filter(finding -> REPAIRED.contains(finding.kind())).toList();
        for (Finding finding : wanted) {
            bring(run, by, finding);
        }
        return wanted.size();
    }

    private void bring(String run, String by, Finding finding) {
        // the writer thinks that NetSuite has it as it is
        boolean forced = finding.kind() == Kind.GONE_FROM_NETSUITE;
        Instant now = clock.instant();
        var event = RepairEvent.of(finding, run, by, forced, now);
        String key = finding.key().toString();
        RecordMetadata at =
                publisher.send(Topics.WEBHOOKS, key, Json.bytes(event.body()), event.headers());
        publisher.publish(
                Topics.ACTS,
                key,
                new Act(
                        run,
                        Act.Kind.REPAIRED,
                        by,
                        now,
                        null,
                        forced,
                        null,
                        new Cause(
                                at.topic(),
                                at.partition(),
                                at.offset(),
                                Instant.ofEpochMilli(at.timestamp())),
                        finding.sentence()),
                List.of());
    }
}
