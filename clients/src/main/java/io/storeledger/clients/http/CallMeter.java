package io.storeledger.clients.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/// Times each call as `storeledger.api.calls`, tagged vendor, operation and outcome.
final class CallMeter implements Interceptor {
    private final String vendor;
    private final MeterRegistry meters;

    CallMeter(String vendor, MeterRegistry meters) {
        this.vendor = vendor;
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
                    Timer.builder("storeledger.api.calls")
                            .description("Calls to a vendor's API")
                            .tag("vendor", vendor)
                            .tag("operation", operation == null ? "other" : operation.name())
                            .tag("outcome", outcome)
                            .register(meters));
        }
    }

    /// Few values, so that the number of time series stays bounded.
    private static String outcome(int status) {
        return status == 429 ? "throttled" : status / 100 + "xx";
    }

    /// What a request is for; the tag it carries through the stack.
    record Operation(String name) {}
}
