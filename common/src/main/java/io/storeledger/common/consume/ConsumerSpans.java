package io.storeledger.common.consume;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Each attempt at a batch as a span: in the trace of its newest record, linked to those of the
/// others. The next attempt is in the same trace, since it begins at the same records.
final class ConsumerSpans {
    /// As many as an SDK keeps by default.
    private static final int MOST_LINKS = 127;

    private final Tracing tracing;
    private final String group;

    /// @param group the name of the consumers' group on the cluster
    ConsumerSpans(Tracing tracing, String group) {
        this.tracing = tracing;
        this.group = group;
    }

    /// Begins an attempt on this thread.
    Work begin(Batch batch) {
        Set<SpanContext> carried = carried(batch);
        Context parent =
                carried.isEmpty()
                        ? Context.root()
                        : Context.root().with(Span.wrap(carried.iterator().next()));
        List<SpanContext> links = carried.stream().skip(1).limit(MOST_LINKS).toList();
        String topic = batch.newest().topic();
        return tracing.begin(
                SpanKind.CONSUMER, "process " + topic, parent, attributes(batch), links);
    }

    /// Says what came of it.
    static void end(Work work, Outcome outcome) {
        switch (outcome) {
            case Done done -> work.set(SpanAttributes.OUTCOME, "done");
            case Skipped(Reason reason) ->
                    work.set(SpanAttributes.OUTCOME, "skipped")
                            .set(SpanAttributes.REASON, reason.code());
            case Retry(var after, Reason reason, var calls) -> failed(work, "retry", reason.code());
            case Rejected(Reason reason) -> failed(work, "rejected", reason.code());
            case RejectedSome(var reasons) ->
                    failed(
                            work,
                            "rejected",
                            reasons.values().stream()
                                    .map(Reason::code)
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(",")));
            case Halt(Reason reason, var calls) -> failed(work, "halt", reason.code());
        }
    }

    private static void failed(Work work, String outcome, String code) {
        work.set(SpanAttributes.OUTCOME, outcome).set(SpanAttributes.REASON, code).failed(code);
    }

    /// The contexts that the records carry, the newest one's first, each once.
    private static Set<SpanContext> carried(Batch batch) {
        return batch.records().reversed().stream()
                .map(record -> TraceContext.spanOf(record.headers()))
                .filter(SpanContext::isValid)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Attributes attributes(Batch batch) {
        ConsumerRecord<String, byte[]> newest = batch.newest();
        AttributesBuilder all =
                Attributes.builder()
                        .put(SpanAttributes.SYSTEM, "kafka")
                        .put(SpanAttributes.OPERATION, "process")
                        .put(SpanAttributes.OPERATION_TYPE, "process")
                        .put(SpanAttributes.TOPIC, newest.topic())
                        .put(SpanAttributes.PARTITION, Integer.toString(newest.partition()))
                        .put(SpanAttributes.OFFSET, newest.offset())
                        .put(SpanAttributes.KEY, batch.key())
                        .put(SpanAttributes.GROUP, group)
                        .put(SpanAttributes.RECORDS, batch.records().size())
                        .put(SpanAttributes.ATTEMPT, batch.attempt());
        ReplayMark.together(batch.records().stream().map(ReplayMark::of).toList())
                .id()
                .ifPresent(id -> all.put(SpanAttributes.REPLAY, id));
        return all.build();
    }
}
