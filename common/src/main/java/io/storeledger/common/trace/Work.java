package io.storeledger.common.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// A piece of work under way on this thread: a span, and its ids beside each line that the thread
/// logs. It ends when it is closed, by the thread that began it.
public final class Work implements AutoCloseable {
    /// The key of the trace's id among a log line's values.
    public static final String TRACE_ID = "trace_id";

    /// The key of the span's id among a log line's values.
    public static final String SPAN_ID = "span_id";

    private final Span span;
    private final Scope scope;
    private final @Nullable String outerTrace = MDC.get(TRACE_ID);
    private final @Nullable String outerSpan = MDC.get(SPAN_ID);

    @SuppressWarnings("MustBeClosedChecker") // it is, with this
    Work(Span span, Context context) {
        this.span = span;
        this.scope = context.makeCurrent();
        MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
        MDC.put(SPAN_ID, span.getSpanContext().getSpanId());
    }

    /// Says more of it; no personal data, no secrets.
    public <T> Work set(AttributeKey<T> key, T value) {
        span.setAttribute(key, value);
        return this;
    }

    /// Calls it by another name, once more is known of it.
    ///
    /// @param name from a small set: without ids
    public void rename(String name) {
        span.updateName(name);
    }

    /// It did not succeed.
    ///
    /// @param why a word from a small set: a reason's code, a status, the name of an exception; not
    ///   a sentence, which may tell of persons
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why).setAttribute(SpanAttributes.ERROR_TYPE, why);
    }

    @Override
    public void close() {
        restore(TRACE_ID, outerTrace);
        restore(SPAN_ID, outerSpan);
        scope.close();
        span.end();
    }

    private static void restore(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
