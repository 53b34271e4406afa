package io.storeledger.clients.bigcommerce;

import static io.storeledger.clients.bigcommerce.Store.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BigCommerceQuotaTest {
    private static final MockResponse TIME = json(200, "{\"time\":1772323200}");

    @StartStop private final MockWebServer server = new MockWebServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private BigCommerceClient client;

    @BeforeEach
    void open() {
        client = Store.client(server, meters);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void doesNotWaitWhileEnoughIsLeft() {
        server.enqueue(Store.quota(TIME, 100, 150, 20_000));
        server.enqueue(Store.quota(TIME, 99, 150, 20_000));

        client.time();

        assertThat(taken(client::time)).isLessThan(Duration.ofSeconds(2));
        assertThat(meters.get("storeledger.bigcommerce.quota.left").gauge().value()).isEqualTo(99);
    }

    @Test
    void waitsForTheWindowToEndWhenOnlyTheReserveIsLeft() {
        server.enqueue(Store.quota(TIME, 10, 150, 400));
        server.enqueue(Store.quota(TIME, 149, 150, 30_000));

        client.time();

        assertThat(taken(client::time)).isGreaterThan(Duration.ofMillis(350));
    }

    @Test
    void leavesOthersAtMostAFifthOfASmallQuota() {
        server.enqueue(Store.quota(TIME, 5, 20, 20_000));
        server.enqueue(Store.quota(TIME, 4, 20, 300));
        server.enqueue(Store.quota(TIME, 19, 20, 20_000));

        client.time();

        assertThat(taken(client::time)).isLessThan(Duration.ofSeconds(2));
        assertThat(taken(client::time)).isGreaterThan(Duration.ofMillis(250));
    }

    @Test
    void holdsEverybodyBackForTheTimeA429Tells() {
        server.enqueue(
                Store.quota(html(429), 0, 150, 400)
                        .newBuilder()
                        .addHeader("X-Retry-After", 1)
                        .build());
        server.enqueue(TIME);

        ApiException.Transient refused =
                catchThrowableOfType(ApiException.Transient.class, client::time);

        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(taken(client::time)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void tellsNoWaitForA429WithoutHeadersAndHoldsNobodyBack() {
        server.enqueue(html(429));
        server.enqueue(TIME);

        ApiException.Transient refused =
                catchThrowableOfType(ApiException.Transient.class, client::time);

        assertThat(refused.retryAfter()).isEmpty();
        assertThat(taken(client::time)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void givesItsPlaceToOtherWorkWhenTheWaitIsLong() {
        server.enqueue(html(429).newBuilder().addHeader("X-Retry-After", 3600).build());

        assertThatThrownBy(client::time).isInstanceOf(ApiException.Transient.class);
        ApiException.Transient refused =
                catchThrowableOfType(ApiException.Transient.class, client::time);

        assertThat(refused.retryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(59));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void stopsWaitingWhenItsThreadIsInterrupted() {
        server.enqueue(Store.quota(TIME, 1, 150, 20_000));
        client.time();

        Thread.currentThread().interrupt();
        ApiException.Transient stopped =
                catchThrowableOfType(ApiException.Transient.class, client::time);

        assertThat(stopped).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Duration taken(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static MockResponse html(int status) {
        return new MockResponse.Builder().code(status).body("<html></html>").build();
    }
}
