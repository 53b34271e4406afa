package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
    private final FakeService writer = new FakeService("writer");
    private final FakeService console = new FakeService("console");
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AdminServer server =
            new AdminServer(
                    new AdminConfig("127.0.0.1", 0),
                    registry,
                    List.of(writer, console),
                    () -> "admin.port: 0  # default\n");
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void isReadyWhenAllServicesAreAndElseSaysWhatTheyWaitFor() throws Exception {
        writer.waitingFor = Optional.of("reads what NetSuite holds");

        var waiting = get("/health/ready");
        writer.waitingFor = Optional.empty();
        var ready = get("/health/ready");

        assertThat(waiting.statusCode()).isEqualTo(503);
        assertThat(waiting.body())
                .isEqualTo("{\"writer\":\"reads what NetSuite holds\",\"console\":\"ok\"}");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void isReadyThoughAConnectionIsRefusedAndSaysSo() throws Exception {
        writer.note = Optional.of("NetSuite refuses the certificate.");

        var ready = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("ok, but: NetSuite refuses the certificate.");
    }

    @Test
    void livesAsLongAsNothingIsBrokenWhateverItWaitsFor() throws Exception {
        writer.waitingFor = Optional.of("Kafka does not answer.");
        var waiting = get("/health/live");
        writer.broken = Optional.of("The consumer writer.main has ended; it needs a new process.");
        var broken = get("/health/live");

        assertThat(waiting.statusCode()).isEqualTo(200);
        assertThat(broken.statusCode()).isEqualTo(503);
        assertThat(broken.body()).contains("needs a new process");
    }

    @Test
    void hasStartedOnceAndForAll() throws Exception {
        writer.starting = Optional.of("waits for partitions");
        var starting = get("/health/started");
        writer.starting = Optional.empty();
        var started = get("/health/started");
        writer.starting = Optional.of("waits for partitions");
        var later = get("/health/started");

        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(started.statusCode()).isEqualTo(200);
        assertThat(later.statusCode()).isEqualTo(200);
    }

    @Test
    void tellsMetricsAndTheConfiguration() throws Exception {
        registry.counter("storeledger.test").increment();

        assertThat(get("/metrics").body()).contains("storeledger_test_total 1.0");
        assertThat(get("/config").body()).isEqualTo("admin.port: 0  # default\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metricsx", "/metrics/", "/health/live/foo", "/health", "/confi"})
    void knowsNoOtherPath(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @Test
    void changesNothing() throws Exception {
        var post =
                http.send(
                        request("/health/live").POST(BodyPublishers.ofString("x")).build(),
                        BodyHandlers.ofString());
        var head = http.send(request("/metrics").HEAD().build(), BodyHandlers.ofString());

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
    }

    private static final class FakeService implements Service {
        private final String name;
        private Optional<String> starting = Optional.empty();
        private Optional<String> waitingFor = Optional.empty();
        private Optional<String> note = Optional.empty();
        private Optional<String> broken = Optional.empty();

        FakeService(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> starting() {
            return starting;
        }

        @Override
        public Optional<String> note() {
            return note;
        }

        @Override
        public Optional<String> waitingFor() {
            return waitingFor;
        }

        @Override
        public Optional<String> broken() {
            return broken;
        }

        @Override
        public void close() {}
    }
}
