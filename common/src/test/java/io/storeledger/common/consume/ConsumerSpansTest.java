package io.storeledger.common.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ConsumerSpansTest {
    private static final String FIRST = "00-11111111111111111111111111111111-1111111111111111-01";
    private static final String NEWEST = "00-22222222222222222222222222222222-2222222222222222-01";

    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final ConsumerSpans spans =
            new ConsumerSpans(
                    new Tracing(
                            OpenTelemetrySdk.builder()
                                    .setTracerProvider(
                                            SdkTracerProvider.builder()
                                                    .addSpanProcessor(
                                                            SimpleSpanProcessor.create(told))
                                                    .build())
                                    .build()),
                    "storeledger.writer.main");

    @Test
    void belongToTheNewestRecordsTraceAndAreLinkedToTheOthers() {
        var batch =
                new Batch(
                        "abc/order/7",
                        List.of(record(4, FIRST), record(5, FIRST), record(6, NEWEST)),
                        1);

        SpanData span = told(batch, new Outcome.Done());

        assertThat(span.getName()).isEqualTo("process bigcommerce.orders");
        assertThat(span.getTraceId()).isEqualTo("2".repeat(32));
        assertThat(span.getParentSpanId()).isEqualTo("2".repeat(16));
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(link ->
                        assertThat(link.getSpanContext().getTraceId()).isEqualTo("1".repeat(32)));
        assertThat(span.getAttributes().get(SpanAttributes.OFFSET)).isEqualTo(6);
        assertThat(span.getAttributes().get(SpanAttributes.RECORDS)).isEqualTo(3);
        assertThat(span.getAttributes().get(SpanAttributes.GROUP))
                .isEqualTo("storeledger.writer.main");
        assertThat(span.getAttributes().get(SpanAttributes.OUTCOME)).isEqualTo("done");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void areOfOneTraceForAllAttemptsAtARecord() {
        var reason = new Reason("netsuite-away", "NetSuite said no to jane@example.com");

        SpanData first =
                told(
                        new Batch("abc/order/7", List.of(record(4, FIRST)), 1),
                        new Outcome.Retry(Optional.empty(), reason));
        SpanData second =
                told(
                        new Batch("abc/order/7", List.of(record(4, FIRST)), 2),
                        new Outcome.RejectedSome(Map.of("abc/order/7", reason)));

        assertThat(first.getTraceId()).isEqualTo(second.getTraceId());
        assertThat(first.getAttributes().get(SpanAttributes.REASON)).isEqualTo("netsuite-away");
        assertThat(second.getAttributes().get(SpanAttributes.ATTEMPT)).isEqualTo(2);
        assertThat(second.getAttributes().get(SpanAttributes.OUTCOME)).isEqualTo("rejected");
        assertThat(second.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(told.getFinishedSpanItems().toString()).doesNotContain("jane");
    }

    @Test
    void putTheirIdsBesideLogLinesAlsoWhereNothingIsTold() {
        var off = new ConsumerSpans(Tracing.OFF, "storeledger.writer.main");

        try (var _ = off.begin(new Batch("abc/order/7", List.of(record(4, NEWEST)), 1))) {
            assertThat(MDC.get(Work.TRACE_ID)).isEqualTo("2".repeat(32));
            assertThat(EventHeaders.text(new RecordHeaders(TraceContext.headers()), "traceparent"))
                    .contains(NEWEST);
        }
    }

    @Test
    void beginATraceWhereNoRecordCarriesOne() {
        SpanData span =
                told(
                        new Batch("abc/order/7", List.of(record(4, "nonsense")), 1),
                        new Outcome.Skipped(new Reason("old-news", "It is known.")));

        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getSpanContext().isSampled()).isTrue();
    }

    private SpanData told(Batch batch, Outcome outcome) {
        try (Work work = spans.begin(batch)) {
            ConsumerSpans.end(work, outcome);
        }
        return told.getFinishedSpanItems().getLast();
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String traceparent) {
        var record =
                new ConsumerRecord<>(
                        "bigcommerce.orders", 2, offset, "abc/order/7", "{}".getBytes(UTF_8));
        EventHeaders.add(record.headers(), EventHeaders.TRACEPARENT, traceparent);
        return record;
    }
}
