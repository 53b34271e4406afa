package io.storeledger.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracingTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing on =
            new Tracing(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                            .build())
                            .build());

    @Test
    void givesIdsToWorkAndLogLinesWithoutMakingSpans() {
        try (var _ = begin(Tracing.OFF)) {
            String trace = Span.current().getSpanContext().getTraceId();
            assertThat(Span.current().getSpanContext().isValid()).isTrue();
            assertThat(Span.current().getSpanContext().isSampled()).isFalse();
            assertThat(MDC.get(Work.TRACE_ID)).isEqualTo(trace);
            assertThat(MDC.get(Work.SPAN_ID)).matches("[0-9a-f]{16}");
            try (var _ = begin(Tracing.OFF)) {
                assertThat(MDC.get(Work.TRACE_ID)).isEqualTo(trace);
            }
        }
        assertThat(MDC.get(Work.TRACE_ID)).isNull();
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void tellsWorkWithinWork() {
        try (var _ = begin(on)) {
            String outer = MDC.get(Work.SPAN_ID);
            try (Work inner = begin(on)) {
                assertThat(MDC.get(Work.SPAN_ID)).isNotEqualTo(outer);
                inner.failed("503");
            }
            assertThat(MDC.get(Work.SPAN_ID)).isEqualTo(outer);
        }

        var told = spans.getFinishedSpanItems();
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().getParentSpanId()).isEqualTo(told.getLast().getSpanId());
        assertThat(told.getFirst().getAttributes().get(SpanAttributes.ERROR_TYPE)).isEqualTo("503");
    }

    @Test
    void travelsWithTheWork() {
        assertThat(Tracing.current()).isEmpty();
        try (var _ = begin(on)) {
            assertThat(Tracing.current()).contains(on);
        }
        assertThat(Tracing.current()).isEmpty();
    }

    private static Work begin(Tracing tracing) {
        return tracing.begin(SpanKind.INTERNAL, "work", Attributes.empty());
    }
}
