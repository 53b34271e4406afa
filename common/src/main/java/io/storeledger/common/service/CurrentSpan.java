package io.storeledger.common.service;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/// The trace that exemplars lead to: the one in which something is being measured.
final class CurrentSpan implements SpanContext {
    private static final AttributeKey<String> EXEMPLAR =
            AttributeKey.stringKey(EXEMPLAR_ATTRIBUTE_NAME);

    @Override
    public @Nullable String getCurrentTraceId() {
        var span = current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        var span = current().getSpanContext();
        return span.isValid() ? span.getSpanId() : null;
    }

    /// A trace that nobody keeps is no example.
    @Override
    public boolean isCurrentSpanSampled() {
        return current().getSpanContext().isSampled();
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        current().setAttribute(EXEMPLAR, EXEMPLAR_ATTRIBUTE_VALUE);
    }

    private static Span current() {
        return Span.fromContext(Context.current());
    }
}
