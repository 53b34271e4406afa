package io.storeledger.clients.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
    @StartStop private final MockWebServer server = new MockWebServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpApi api =
            new HttpApi("Vendor", Duration.ofMillis(500), Duration.ofMillis(500), 4, meters);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void neverRepeatsAWriteOnAConnectionThatWentStale() {
        server.enqueue(ok());
        server.enqueue(cut());
        server.enqueue(ok());
        api.write("first", write());

        ApiException.Transient failure =
                catchThrowableOfType(
                        ApiException.Transient.class, () -> api.write("second", write()));

        assertThat(failure.mayHaveBeenDone()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void repeatsAReadOnAConnectionThatWentStale() {
        server.enqueue(ok());
        server.enqueue(cut());
        server.enqueue(ok());
        api.read("first", read());

        assertThat(api.read("second", read()).status()).isEqualTo(200);
    }

    @Test
    void doubtsNoWriteThatNeverLeft() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Request request = write().newBuilder().url("http://localhost:" + port + "/closed").build();

        ApiException.Transient failure =
                catchThrowableOfType(
                        ApiException.Transient.class, () -> api.write("write", request));

        assertThat(failure.mayHaveBeenDone()).isFalse();
        assertThat(failure).hasMessageContaining("Vendor write got no answer from localhost");
    }

    @Test
    void doubtsAWriteThatGetsNoAnswerInTime() {
        server.enqueue(
                new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

        ApiException.Transient failure =
                catchThrowableOfType(
                        ApiException.Transient.class, () -> api.write("write", write()));

        assertThat(failure.mayHaveBeenDone()).isTrue();
        assertThat(meters.get("storeledger.api.calls").tag("outcome", "no-answer").timer().count())
                .isEqualTo(1);
    }

    @Test
    void refusesAnAnswerThatWouldFillTheMemory() {
        server.enqueue(
                new MockResponse.Builder()
                        .body("x".repeat(HttpClients.MAX_BODY_BYTES + 1))
                        .build());

        Duration ample = Duration.ofSeconds(60);

        try (HttpApi patient = new HttpApi("Vendor", ample, ample, 1, meters)) {
            assertThatThrownBy(() -> patient.read("read", read()))
                    .isInstanceOf(ApiException.Refused.class)
                    .hasMessageContaining("too long");
        }
    }

    @Test
    void followsNoRedirect() {
        server.enqueue(
                new MockResponse.Builder().code(302).addHeader("Location", "/elsewhere").build());

        assertThat(api.read("read", read()).status()).isEqualTo(302);
    }

    private Request read() {
        return new Request.Builder().url(server.url("/x")).build();
    }

    private Request write() {
        return new Request.Builder()
                .url(server.url("/x"))
                .post(RequestBody.create("{}", MediaType.get("application/json")))
                .build();
    }

    private static MockResponse ok() {
        return new MockResponse.Builder().body("{}").build();
    }

    private static MockResponse cut() {
        return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    }
}
