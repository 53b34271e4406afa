package io.storeledger.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.util.List;

/// Tells each request as a span: its method, its route and how it was answered; neither its path
/// nor its query, which name records and hold what people search for, nor who asks.
///
/// It comes before the other routes, so that it spans what they do.
final class RequestSpans implements Routes {
    private static final String WORK = "work";
    private static final int FAULT = 500;

    private final Tracing tracing;

    RequestSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.before(this::begin);
        // also after a fault, on the same thread
        routes.after(RequestSpans::end);
    }

    private void begin(Context ctx) {
        Attributes attributes =
                Attributes.of(
                        SpanAttributes.METHOD, method(ctx), SpanAttributes.SCHEME, ctx.scheme());
        ctx.attribute(
                WORK,
                tracing.begin(
                        SpanKind.SERVER,
                        method(ctx),
                        TraceContext.of(ctx::header),
                        attributes,
                        List.of()));
    }

    /// Ends what a request began; who skips the remaining handlers calls it instead of them.
    static void end(Context ctx) {
        Work begun = ctx.attribute(WORK);
        if (begun == null) {
            return;
        }
        try (Work work = begun) {
            Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
            if (matched != null) {
                work.rename(method(ctx) + " " + matched.path);
                work.set(SpanAttributes.ROUTE, matched.path);
            }
            work.set(SpanAttributes.STATUS, (long) ctx.statusCode());
            if (ctx.statusCode() >= FAULT) {
                work.failed(Integer.toString(ctx.statusCode()));
            }
        }
    }

    /// Anybody may send a method of their own making; see OpenTelemetry's conventions for HTTP.
    private static String method(Context ctx) {
        HandlerType method = ctx.method();
        return HandlerType.commonHttp().contains(method) ? method.name() : "_OTHER";
    }
}
