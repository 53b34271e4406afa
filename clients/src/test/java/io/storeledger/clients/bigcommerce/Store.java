package io.storeledger.clients.bigcommerce;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.config.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

/// A BigCommerce store on a mock server.
final class Store {
    private Store() {}

    static BigCommerceClient client(MockWebServer server, MeterRegistry meters) {
        return new BigCommerceClient(config(server), Clock.systemUTC(), new Random(1), meters);
    }

    static BigCommerceConfig config(MockWebServer server) {
        String address = server.url("/").toString();
        return new BigCommerceConfig(
                "abc123",
                URI.create(address.substring(0, address.length() - 1)),
                Secret.of("the-token"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                10);
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    static MockResponse empty() {
        return new MockResponse.Builder().code(204).build();
    }

    static MockResponse quota(MockResponse answer, int left, int quota, long resetMillis) {
        return answer.newBuilder()
                .addHeader("X-Rate-Limit-Requests-Left", left)
                .addHeader("X-Rate-Limit-Requests-Quota", quota)
                .addHeader("X-Rate-Limit-Time-Window-Ms", 30_000)
                .addHeader("X-Rate-Limit-Time-Reset-Ms", resetMillis)
                .build();
    }
}
