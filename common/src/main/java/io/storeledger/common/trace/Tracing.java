package io.storeledger.common.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Begins pieces of work that are told as spans.
///
/// Processes hand it down with their Kafka clients. Inside of a piece of work it travels with
/// OpenTelemetry's context, so that the vendors' clients need no parameter for it: see
/// `docs/decisions/015-the-tracer-travels.md`.
public final class Tracing {
    /// Makes no spans; ids are carried on all the same.
    public static final Tracing OFF = new Tracing(OpenTelemetry.noop());

    private static final ContextKey<Tracing> KEY = ContextKey.named("storeledger-tracing");

    private final Tracer tracer;

    /// @param telemetry where spans go
    public Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.storeledger");
    }

    /// The one under which this thread's piece of work was begun; empty outside of any.
    public static Optional<Tracing> current() {
        return Optional.ofNullable(Context.current().get(KEY));
    }

    /// Begins a piece of work within the one of this thread, or a trace of its own.
    ///
    /// @param name from a small set: without ids
    /// @param attributes without personal data and secrets
    public Work begin(SpanKind kind, String name, Attributes attributes) {
        return begin(kind, name, Context.current(), attributes, List.of());
    }

    /// Begins a piece of work that goes on with what another process began.
    ///
    /// @param parent whose trace it belongs to; [Context#root()] for one of its own
    /// @param links what else it is done for
    public Work begin(
            SpanKind kind,
            String name,
            Context parent,
            Attributes attributes,
            Collection<SpanContext> links) {
        SpanBuilder builder =
                tracer.spanBuilder(name)
                        .setSpanKind(kind)
                        .setParent(parent)
                        .setAllAttributes(attributes);
        links.forEach(builder::addLink);
        Span begun = builder.startSpan();
        // nobody makes ids where spans are off
        Span span = begun.getSpanContext().isValid() ? begun : Span.wrap(newContext());
        return new Work(span, parent.with(span).with(KEY, this));
    }

    /// Not sampled: nobody has a span of it.
    private static SpanContext newContext() {
        var random = ThreadLocalRandom.current();
        // ids of nothing but zeros are none
        return SpanContext.create(
                TraceId.fromLongs(random.nextLong(), random.nextLong() | 1),
                SpanId.fromLong(random.nextLong() | 1),
                TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
