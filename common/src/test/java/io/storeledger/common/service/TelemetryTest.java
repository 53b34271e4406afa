package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.trace.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTest {
    private record Post(String path, Headers headers, String body) {}

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final HttpServer collector;
    private final String address;

    TelemetryTest() throws IOException {
        collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    @BeforeEach
    void listen() {
        collector.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    posts.add(
                            new Post(
                                    exchange.getRequestURI().getPath(),
                                    exchange.getRequestHeaders(),
                                    new String(body, StandardCharsets.ISO_8859_1)));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void isOffByDefault() {
        try (var telemetry = Telemetry.of("storeledger-test", Map.of("PATH", "/bin"))) {
            assertThat(telemetry.tracing()).isSameAs(Tracing.OFF);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTEL_SDK_DISABLED=true", "OTEL_TRACES_EXPORTER=none"})
    void isOffWhereAVariableSaysSo(String variable) {
        String[] parts = variable.split("=", 2);
        try (var telemetry =
                Telemetry.of(
                        "storeledger-test",
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", address, parts[0], parts[1]))) {
            assertThat(telemetry.tracing()).isSameAs(Tracing.OFF);
        }
    }

    @Test
    void sendsSpansToACollectorInOpenTelemetrysProtocol() {
        work(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", address));

        assertThat(posts).hasSize(1);
        assertThat(posts.getFirst().path()).isEqualTo("/v1/traces");
        assertThat(posts.getFirst().headers().getFirst("Content-Type"))
                .isEqualTo("application/x-protobuf");
        assertThat(posts.getFirst().body()).contains("storeledger-test", "some work");
    }

    @Test
    void heedsTheOtherVariables() {
        work(
                Map.of(
                        "OTEL_TRACES_EXPORTER",
                        "otlp",
                        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                        address + "/elsewhere",
                        "OTEL_SERVICE_NAME",
                        "ledger-of-the-north",
                        "OTEL_RESOURCE_ATTRIBUTES",
                        "deployment.environment.name=staging"));

        assertThat(posts).hasSize(1);
        assertThat(posts.getFirst().path()).isEqualTo("/elsewhere");
        assertThat(posts.getFirst().body())
                .contains("ledger-of-the-north", "staging")
                .doesNotContain("storeledger-test");
    }

    @Test
    void sendsPackedAndWithHeadersIfAskedTo() {
        work(
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        address,
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "x-tenant=north",
                        "OTEL_EXPORTER_OTLP_COMPRESSION",
                        "gzip"));

        assertThat(posts).hasSize(1);
        assertThat(posts.getFirst().headers().getFirst("X-Tenant")).isEqualTo("north");
        assertThat(posts.getFirst().headers().getFirst("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void goesOnWithoutACollector() {
        collector.stop(0);

        work(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", address, "OTEL_EXPORTER_OTLP_TIMEOUT", "100"));

        assertThat(posts).isEmpty();
    }

    @Test
    void samplesAsItIsTold() {
        work(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", address, "OTEL_TRACES_SAMPLER", "always_off"));

        assertThat(posts).isEmpty();
    }

    @Test
    void saysWhichVariableIsWrong() {
        assertThatThrownBy(() ->
                        Telemetry.of("storeledger-test", Map.of("OTEL_TRACES_EXPORTER", "pigeon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OTEL_")
                .hasMessageContaining("pigeon");
    }

    @Test
    void speaksGrpcIfAskedTo() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sent = CompletableFuture.supplyAsync(() -> readUntil("some work", server));
            work(
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + server.getLocalPort(),
                            "OTEL_EXPORTER_OTLP_PROTOCOL",
                            "grpc",
                            "OTEL_EXPORTER_OTLP_TIMEOUT",
                            "500"));

            assertThat(sent.join()).startsWith("PRI * HTTP/2.0").contains("storeledger-test");
        }
    }

    private static String readUntil(String end, ServerSocket server) {
        var read = new StringBuilder();
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(10_000);
            while (read.indexOf(end) < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                read.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.toString();
    }

    private static void work(Map<String, String> environment) {
        try (var telemetry = Telemetry.of("storeledger-test", environment);
                var _ =
                        telemetry
                                .tracing()
                                .begin(SpanKind.INTERNAL, "some work", Attributes.empty())) {
            // nothing: that it was done is told when it is closed
        }
    }
}
