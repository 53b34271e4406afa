package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.storeledger.common.metric.FlowMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Of `/metrics` at the admin port.
class ExpositionTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeEach
    void measure() {
        var registry = ServiceMain.registry();
        server =
                new AdminServer(
                        new AdminConfig("127.0.0.1", 0),
                        registry,
                        List.of(new Waiting()),
                        () -> "");
        var span =
                Span.wrap(
                        SpanContext.create(
                                TRACE,
                                "b7ad6b7169203331",
                                TraceFlags.getSampled(),
                                TraceState.getDefault()));
        try (var _ = span.makeCurrent()) {
            FlowMetrics.WEBHOOK_TO_NETSUITE
                    .of(registry, "main", "salesOrder")
                    .record(Duration.ofMillis(700));
        }
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void showsPrometheusTextFormatToWhoAsksForNothingElse() throws Exception {
        HttpResponse<String> page = get();

        assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
        assertThat(page.body().lines())
                .contains(
                        "storeledger_webhook_to_netsuite_seconds_bucket"
                                + "{connection=\"main\",record=\"salesOrder\",le=\"1.0\"} 1",
                        "storeledger_ready{component=\"enricher\"} 0.0");
        assertThat(page.body())
                .contains("jvm_memory_used_bytes{", "process_uptime_seconds ")
                .doesNotContain(TRACE);
    }

    @Test
    void showsTheTraceOfAnExampleInOpenMetrics() throws Exception {
        HttpResponse<String> page =
                get("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2");

        assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(page.body().lines())
                .anyMatch(line ->
                        line.startsWith("storeledger_webhook_to_netsuite_seconds_bucket")
                                && line.contains("le=\"1.0\"")
                                && line.contains("trace_id=\"" + TRACE + "\""));
        assertThat(page.body()).endsWith("# EOF\n");
    }

    @Test
    void compressesForWhoUnderstandsIt() throws Exception {
        HttpResponse<byte[]> page =
                client.send(request("Accept-Encoding", "gzip"), BodyHandlers.ofByteArray());

        assertThat(page.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(
                        new String(
                                new GZIPInputStream(new ByteArrayInputStream(page.body()))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8))
                .contains("storeledger_ready{");
    }

    private HttpResponse<String> get(String... headers) throws IOException, InterruptedException {
        return client.send(request(headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String... headers) {
        var request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/metrics".formatted(server.port())));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private static final class Waiting implements Service {
        @Override
        public String name() {
            return "enricher";
        }

        @Override
        public Optional<String> waitingFor() {
            return Optional.of("waits");
        }

        @Override
        public Optional<String> broken() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
