package io.storeledger.console.reconcile;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.storeledger.common.event.Act;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.RawEvent;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/// Has what is missing fetched and written: by an event as a webhook would have told it, so that it
/// goes the ordinary way. What was rejected would be rejected again: that is left to the dead
/// letters, once its cause is mended.
final class Repair {
    private static final Set<Kind> REPAIRED = EnumSet.of(Kind.MISSING, Kind.GONE_FROM_NETSUITE);

    private final Publisher publisher;
    private final Tracing tracing;
    private final Clock clock;

    Repair(Publisher publisher, Tracing tracing, Clock clock) {
        this.publisher = publisher;
        this.tracing = tracing;
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
            traced(run, by, finding);
        }
        return wanted.size();
    }

    /// In a trace of its own, which goes on to NetSuite; linked to the reconciliation's.
    private void traced(String run, String by, Finding finding) {
        Attributes of = Attributes.of(SpanAttributes.CONNECTION, finding.connection());
        List<SpanContext> links = List.of(Span.current().getSpanContext());
        try (Work work = tracing.begin(SpanKind.INTERNAL, "repair", Context.root(), of, links)) {
            try {
                bring(run, by, finding);
            } catch (KafkaException e) {
                work.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private void bring(String run, String by, Finding finding) {
        // the writer thinks that NetSuite has it as it is
        boolean forced = finding.kind() == Kind.GONE_FROM_NETSUITE;
        Instant now = clock.instant();
        RawEvent event = event(finding, run, by, forced, now);
        String key = event.key().toString();
        RecordMetadata at =
                publisher.send(
                        Topics.WEBHOOKS, key, event.bytes(), List.of(event.headers().toArray()));
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

    private static RawEvent event(
            Finding finding, String run, String by, boolean forced, Instant now) {
        RawEvent event =
                RawEvent.of(
                        new Sighting(
                                finding.connection(),
                                finding.store(),
                                switch (finding.what()) {
                                    case ORDER -> Sighting.Kind.ORDER;
                                    case REFUND -> Sighting.Kind.REFUND;
                                },
                                finding.id(),
                                finding.orderId(),
                                now,
                                "/storeledger/reconciliations/" + run,
                                true,
                                now));
        EventHeaders.add(event.headers(), EventHeaders.REPLAY, run);
        EventHeaders.add(event.headers(), EventHeaders.REPLAYED_BY, by);
        if (forced) {
            EventHeaders.add(event.headers(), EventHeaders.FORCED, "true");
        }
        return event;
    }
}
