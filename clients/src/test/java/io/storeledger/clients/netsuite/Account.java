package io.storeledger.clients.netsuite;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.netsuite.auth.Credentials;
import io.storeledger.clients.netsuite.auth.SigningAlgorithm;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/// A NetSuite account on a mock server: hands out tokens by number, answers the rest as told.
final class Account extends Dispatcher {
    static final String TOKEN_PATH = "/services/rest/auth/oauth2/v1/token";

    private final AtomicInteger tokens = new AtomicInteger();
    private final Function<RecordedRequest, MockResponse> answers;

    Account(Function<RecordedRequest, MockResponse> answers) {
        this.answers = answers;
    }

    static Account answering(MockResponse... inOrder) {
        AtomicInteger next = new AtomicInteger();
        return new Account(_ -> inOrder[Math.min(next.getAndIncrement(), inOrder.length - 1)]);
    }

    int tokens() {
        return tokens.get();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        return request.getUrl().encodedPath().equals(TOKEN_PATH)
                ? json(
                        200,
                        "{\"access_token\":\"token-%d\",\"expires_in\":\"3600\",\"token_type\":\"bearer\"}"
                                .formatted(tokens.incrementAndGet()))
                : answers.apply(request);
    }

    static NetSuiteClient client(MockWebServer server, MeterRegistry meters) {
        return new NetSuiteClient(config(server), Clock.systemUTC(), new Random(1), meters);
    }

    static NetSuiteConfig config(MockWebServer server) {
        String address = server.url("/").toString();
        return new NetSuiteConfig(
                "1234567_SB1",
                URI.create(address.substring(0, address.length() - 1)),
                credentials(),
                4,
                20,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    static Credentials credentials() {
        return new Credentials(
                "client-id",
                "certificate-id",
                Keys.pem("secp256r1"),
                SigningAlgorithm.ES256,
                List.of("rest_webservices"),
                false);
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    static MockResponse saved(String internalId) {
        return new MockResponse.Builder()
                .code(204)
                .addHeader("Location", "https://host/services/rest/record/v1/x/" + internalId)
                .build();
    }

    static MockResponse error(int status, String code, String detail) {
        return json(
                status,
                """
                {"type":"about:blank","title":"Refused","status":%d,"o:errorDetails":
                [{"detail":"%s","o:errorCode":"%s","o:errorPath":"entity"}]}
                """
                        .formatted(status, detail, code));
    }
}
