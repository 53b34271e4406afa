package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.trace.Tracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTest {
    private record Post(String path, String type, String body) {}

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
                                    exchange.getRequestHeaders().getFirst("Content-Type"),
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
        assertThat(posts.getFirst().type()).isEqualTo("application/x-protobuf");
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
    void speaksGrpcIfAskedTo() {
        try (var telemetry =
                Telemetry.of(
                        "storeledger-test",
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                address,
                                "OTEL_EXPORTER_OTLP_PROTOCOL",
                                "grpc"))) {
            assertThat(telemetry.tracing()).isNotSameAs(Tracing.OFF);
        }
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
