package io.storeledger.clients.http;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/// Tells each call as a span of the work that it is made for; outside of any it tells nothing.
///
/// The vendor gets no `traceparent`: what goes on in here is not theirs to know. And the span has
/// no address but a template of its path: ids make no groups, and queries may name persons.
final class CallSpan implements Interceptor {
    private final String vendor;

    CallSpan(String vendor) {
        this.vendor = vendor;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Optional<Tracing> tracing = Tracing.current();
        if (tracing.isEmpty()) {
            return chain.proceed(request);
        }
        String template = PathTemplate.of(request.url());
        try (Work work =
                tracing.get()
                        .begin(
                                SpanKind.CLIENT,
                                request.method() + " " + template,
                                attributes(request, template))) {
            try {
                Response response = chain.proceed(request);
                work.set(SpanAttributes.STATUS, (long) response.code());
                if (response.code() >= 400) {
                    work.failed(Integer.toString(response.code()));
                }
                return response;
            } catch (IOException e) {
                work.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private Attributes attributes(Request request, String template) {
        AttributesBuilder all =
                Attributes.builder()
                        .put(SpanAttributes.METHOD, request.method())
                        .put(SpanAttributes.TEMPLATE, template)
                        .put(SpanAttributes.SERVER, request.url().host())
                        .put(SpanAttributes.PORT, request.url().port())
                        .put(SpanAttributes.VENDOR, vendor);
        CallMeter.Operation operation = request.tag(CallMeter.Operation.class);
        if (operation != null) {
            all.put(SpanAttributes.CALL, operation.name());
        }
        Resent resent = request.tag(Resent.class);
        if (resent != null && resent.times() > 0) {
            all.put(SpanAttributes.RESENT, resent.times());
        }
        return all.build();
    }
}
