package io.storeledger.console;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.storeledger.common.trace.Tracing;
import java.util.List;

/// Keeps the spans that are told.
public final class ToldSpans {
    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final Tracing tracing =
            new Tracing(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(SimpleSpanProcessor.create(told))
                                            .build())
                            .build());

    /// Tells them.
    public Tracing tracing() {
        return tracing;
    }

    /// Those that have ended, in this order.
    public List<SpanData> all() {
        return told.getFinishedSpanItems();
    }

    /// Those of a name.
    public List<SpanData> named(String name) {
        return all().stream().filter(span -> span.getName().equals(name)).toList();
    }
}
