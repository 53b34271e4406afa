package io.storeledger.clients.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeledger.common.metric.VendorMetrics;
import java.io.IOException;
import java.util.Locale;
import okhttp3.Interceptor;
import okhttp3.Response;

/// Times each call.
final class CallMeter implements Interceptor {
    private final String vendor;
    private final MeterRegistry meters;

    /// @param vendor what messages call it: "BigCommerce", "the identity provider"
    CallMeter(String vendor, MeterRegistry meters) {
        this.vendor = vendor.replaceFirst("^the ", "").replace(' ', '-').toLowerCase(Locale.ROOT);
        this.meters = meters;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Operation operation = chain.request().tag(Operation.class);
        Timer.Sample sample = Timer.start(meters);
        String outcome = "no-answer";
        try {
            Response response = chain.proceed(chain.request());
            outcome = outcome(response.code());
            return response;
        } finally {
            sample.stop(
                    VendorMetrics.CALLS.of(
                            meters,
                            vendor,
                            operation == null ? "other" : operation.name(),
                            outcome));
        }
    }

    /// Few values, so that the number of time series stays bounded.
    private static String outcome(int status) {
        return status == 429 ? "throttled" : status / 100 + "xx";
    }

    /// What a request is for; the tag it carries through the stack.
    record Operation(String name) {}
}
