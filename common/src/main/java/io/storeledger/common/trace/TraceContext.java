package io.storeledger.common.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.storeledger.common.event.EventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// W3C's trace context in the headers of requests and records: `traceparent` and `tracestate`,
/// whatever `OTEL_PROPAGATORS` says, since every process of the pipeline must read them.
///
/// See <https://www.w3.org/TR/trace-context/>. Only a trace's own ids are read and written; no
/// baggage.
public final class TraceContext {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final List<String> NAMES =
            List.of(EventHeaders.TRACEPARENT, EventHeaders.TRACESTATE);
    private static final TextMapGetter<Received> GETTER =
            (request, name) -> request == null ? null : request.get(name);

    private TraceContext() {}

    /// The headers of a request.
    @FunctionalInterface
    public interface Received {
        /// A header's value; null if there is none.
        @Nullable String get(String name);
    }

    /// What came with a request; [Context#root()] if that is nothing, or no context.
    public static Context of(Received request) {
        return W3C.extract(Context.root(), request, GETTER);
    }

    /// What a record carries; [Context#root()] if that is nothing, or no context.
    public static Context of(Headers headers) {
        return of(name -> EventHeaders.text(headers, name).orElse(null));
    }

    /// The ids that a record carries; invalid ones if it carries none.
    public static SpanContext spanOf(Headers headers) {
        return Span.fromContext(of(headers)).getSpanContext();
    }

    /// The id of the trace that a record belongs to: 32 hexadecimal digits.
    public static Optional<String> traceId(Headers headers) {
        return Optional.of(spanOf(headers))
                .filter(SpanContext::isValid)
                .map(SpanContext::getTraceId);
    }

    /// The context of this thread's work as headers; none outside of any.
    public static List<Header> headers() {
        List<Header> all = new ArrayList<>(2);
        W3C.inject(
                Context.current(),
                all,
                (headers, name, value) -> {
                    if (headers != null) {
                        headers.add(new RecordHeader(name, value.getBytes(UTF_8)));
                    }
                });
        return all;
    }

    /// Puts the context of this thread's work in the place of what the headers carry.
    public static void write(Headers headers) {
        put(headers, headers());
    }

    /// Puts what one record carries in the place of what another does.
    public static void carry(Headers from, Headers to) {
        List<Header> all = new ArrayList<>(2);
        for (String name : NAMES) {
            Header header = from.lastHeader(name);
            if (header != null) {
                all.add(header);
            }
        }
        put(to, all);
    }

    private static void put(Headers headers, List<Header> context) {
        NAMES.forEach(headers::remove);
        context.forEach(headers::add);
    }
}
