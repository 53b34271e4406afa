package io.storeledger.common.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;

/// Sending a record as a piece of work: whoever handles the record goes on with it.
public final class Sends {
    private Sends() {}

    /// Begins to send a record, which carries its context from now on: within the work of this
    /// thread, or outside of any in the trace that the record is in already.
    public static Work begin(Tracing tracing, ProducerRecord<String, byte[]> record) {
        Context parent =
                Span.current().getSpanContext().isValid()
                        ? Context.current()
                        : TraceContext.of(record.headers());
        Work work = begin(tracing, record.topic(), record.key(), parent, List.of());
        TraceContext.write(record.headers());
        return work;
    }

    /// Tells that a record, which is sent by somebody else, begins a trace of its own.
    ///
    /// @param cause the headers of the record that caused it: the traces are linked
    /// @param headers its own
    public static void newTrace(
            Tracing tracing, String topic, String key, Headers cause, Headers headers) {
        List<SpanContext> links = List.of(TraceContext.spanOf(cause));
        try (var _ = begin(tracing, topic, key, Context.root(), links)) {
            TraceContext.write(headers);
        }
    }

    /// It is in the log for good.
    public static void landed(Work work, RecordMetadata at) {
        work.set(SpanAttributes.PARTITION, Integer.toString(at.partition()))
                .set(SpanAttributes.OFFSET, at.offset());
    }

    private static Work begin(
            Tracing tracing, String topic, String key, Context parent, List<SpanContext> links) {
        AttributesBuilder attributes =
                Attributes.builder()
                        .put(SpanAttributes.SYSTEM, "kafka")
                        .put(SpanAttributes.OPERATION, "send")
                        .put(SpanAttributes.OPERATION_TYPE, "send")
                        .put(SpanAttributes.TOPIC, topic);
        if (isPlain(key)) {
            attributes.put(SpanAttributes.KEY, key);
        }
        return tracing.begin(SpanKind.PRODUCER, "send " + topic, parent, attributes.build(), links);
    }

    /// Keys of the form `{store}/{resource}/{id}` name nobody; an external id of NetSuite's may be
    /// the hash of a customer's e-mail address.
    private static boolean isPlain(String key) {
        return key.indexOf('/') >= 0;
    }
}
