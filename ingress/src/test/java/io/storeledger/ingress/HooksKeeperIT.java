package io.storeledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Gap;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.webhook.Hook;
import io.storeledger.sandbox.fault.Fault;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class HooksKeeperIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int WANTED = 8;

    private final HttpClient http = HttpClient.newHttpClient();
    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final Tracing tracing =
            new Tracing(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(SimpleSpanProcessor.create(told))
                                            .build())
                            .build());
    private SandboxApp sandbox;
    private EmbeddedBroker broker;
    private int port;

    @BeforeEach
    void start(EmbeddedBroker shared) throws IOException {
        broker = shared;
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        http.close();
        sandbox.close();
    }

    @Test
    void makesTheHooksWithTheirHeadersAndTakesWhatTheySend() {
        URI foreign = URI.create("https://erp.example.org/hook");
        sandbox.store().subscribe(foreign, "store/order/*", Map.of());
        try (var ingress = ingress("1h")) {
            awaitGauge(ingress, "storeledger.hooks.active", WANTED);

            assertThat(gauge(ingress, "storeledger.hooks.expected")).isEqualTo(WANTED);
            assertThat(gauge(ingress, "storeledger.hooks.missing")).isZero();
            assertThat(sandbox.store().hooks()).hasSize(WANTED + 1);
            assertThat(ours())
                    .allSatisfy(hook -> {
                        assertThat(hook.active()).isTrue();
                        assertThat(hook.headers()).isEqualTo(Map.of("X-Hook-Secret", "s3cret"));
                    });
            assertThat(ours())
                    .filteredOn(hook -> hook.scope().equals("store/hook/deliveryException"))
                    .singleElement()
                    .satisfies(hook ->
                            assertThat(hook.destination().getPath())
                                    .isEqualTo("/webhooks/main/exceptions"));

            sandbox.store().addCustomer(Json.object().put("email", "a@example.com"));

            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(ingress.records(Topics.WEBHOOKS))
                                    .singleElement()
                                    .satisfies(record ->
                                            assertThat(record.key())
                                                    .startsWith("sandbox1/customer/")));
            assertThat(gauge(ingress, "storeledger.webhooks.success")).isEqualTo(1.0);
            assertThat(gauge(ingress, "storeledger.webhooks.window.requests")).isEqualTo(1);
            assertThat(gauge(ingress, "storeledger.webhooks.silence")).isBetween(0.0, 30.0);
        }
    }

    @Test
    void switchesHooksOnAgainAndTellsOfTheGap() throws Exception {
        try (var ingress = ingress("200ms")) {
            awaitGauge(ingress, "storeledger.hooks.active", WANTED);
            Hook orders = ours().getFirst();

            switchOff(orders);

            await().atMost(LONG).until(() -> hook(orders.id()).active());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(gaps(ingress)).contains("hook-inactive"));
            assertThat(ingress.count("storeledger.hooks.reactivated", "connection", "main"))
                    .isEqualTo(1);
        }
    }

    @Test
    void actsAtOnceWhenTheStoreTellsOfFailedDeliveries() throws Exception {
        try (var ingress = ingress("1h")) {
            awaitGauge(ingress, "storeledger.hooks.active", WANTED);
            Hook orders = ours().getFirst();
            switchOff(orders);
            byte[] told =
                    """
                    {"scope":"store/hook/deliveryException","store_id":"1","hash":"h","created_at":1561479335,
                     "producer":"stores/sandbox1",
                     "data":{"type":"webhook","id":17,"error_code":90002,"message":"being disabled"}}
                    """
                            .getBytes(StandardCharsets.UTF_8);

            var answer =
                    ingress.post(
                            "main/exceptions",
                            TestIngress.signed(sandbox.store().config().clientSecret(), told),
                            told);

            assertThat(answer.statusCode()).isEqualTo(200);
            await().atMost(LONG).until(() -> hook(orders.id()).active());
            assertThat(
                            ingress.count(
                                    "storeledger.hooks.delivery.exceptions",
                                    "connection",
                                    "main",
                                    "code",
                                    "90002"))
                    .isEqualTo(1);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(gaps(ingress)).contains("hook-exhausted"));
            assertThat(ingress.records(Topics.WEBHOOKS))
                    .singleElement()
                    .satisfies(record -> assertThat(record.key()).isEqualTo("sandbox1/hook/17"));
        }
    }

    @Test
    void seesThatItsDomainIsBlocked() {
        // without a shared secret only the signature counts
        String yaml = yaml("200ms").replaceFirst("sharedSecret: .*", "tolerance: 5m");
        try (var ingress = start(yaml, Clock.systemUTC())) {
            awaitGauge(ingress, "storeledger.hooks.active", WANTED);
            sandbox.faults().next(Fault.WEBHOOK_BAD_SIGNATURE, 200);
            for (int i = 0; i < 120; i++) {
                sandbox.store().placeOrder(Json.object().put("status_id", 11));
            }

            await().atMost(LONG).until(() -> gauge(ingress, "storeledger.hooks.blocked") > 0);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(gaps(ingress)).contains("domain-blocked"));
            assertThat(gauge(ingress, "storeledger.webhooks.success")).isLessThan(0.9);
        }
    }

    @Test
    void takesWebhooksWhileTheStoreRefusesItsTokenAndGoesOnAfterwards() throws Exception {
        sandbox.store().revokeToken(true);
        try (var ingress = ingress("200ms")) {
            await().atMost(LONG)
                    .until(() ->
                            ingress.count(
                                            "storeledger.hooks.looks",
                                            "connection",
                                            "main",
                                            "outcome",
                                            "failed")
                                    > 1);
            byte[] body = TestIngress.order("sandbox1", 1);

            assertThat(ingress.post("main", Map.of("X-Hook-Secret", "s3cret"), body).statusCode())
                    .isEqualTo(200);
            assertThat(ingress.app.waitingFor()).isEmpty();

            sandbox.store().revokeToken(false);

            awaitGauge(ingress, "storeledger.hooks.active", WANTED);
        }
    }

    @Test
    void tellsEachLookAsATraceWithItsCalls() {
        sandbox.store().revokeToken(true);
        try (var ingress = ingress("200ms")) {
            await().atMost(LONG)
                    .until(() ->
                            looks().stream()
                                    .anyMatch(look ->
                                            "Unauthorized"
                                                    .equals(
                                                            look.getAttributes()
                                                                    .get(
                                                                            SpanAttributes
                                                                                    .ERROR_TYPE))));
            sandbox.store().revokeToken(false);
            awaitGauge(ingress, "storeledger.hooks.active", WANTED);
        }

        SpanData made =
                looks().stream()
                        .filter(look ->
                                calls(look).contains("POST /bigcommerce/stores/{store}/v3/hooks"))
                        .findFirst()
                        .orElseThrow();
        assertThat(made.getParentSpanContext().isValid()).isFalse();
        assertThat(made.getAttributes().get(SpanAttributes.CONNECTION)).isEqualTo("main");
        assertThat(calls(made)).contains("GET /bigcommerce/stores/{store}/v3/hooks");
        assertThat(told.getFinishedSpanItems().toString()).doesNotContain("s3cret");
    }

    private List<SpanData> looks() {
        return told.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("keep hooks"))
                .toList();
    }

    private List<String> calls(SpanData look) {
        return told.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .filter(span -> span.getParentSpanId().equals(look.getSpanId()))
                .map(SpanData::getName)
                .toList();
    }

    @Test
    void tellsOfTheTimeItWasDown() throws Exception {
        byte[] body = TestIngress.order("sandbox1", 1);
        Instant before = Instant.now();
        try (var ingress = ingress("1h")) {
            awaitGauge(ingress, "storeledger.hooks.active", WANTED);
            ingress.post("main", Map.of("X-Hook-Secret", "s3cret"), body);
        }
        Instant after = Instant.now();
        try (var ingress = ingress("1h", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)))) {
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(ingress.records(Topics.GAPS))
                                    .map(record -> Json.read(record.value(), Gap.class))
                                    .anySatisfy(gap -> {
                                        assertThat(gap.reason()).isEqualTo("down");
                                        assertThat(gap.from())
                                                .isBetween(
                                                        before.minusMillis(1), after.plusMillis(1));
                                    }));
        }
    }

    private TestIngress ingress(String interval) {
        return ingress(interval, Clock.systemUTC());
    }

    private TestIngress ingress(String interval, Clock clock) {
        return start(yaml(interval), clock);
    }

    private TestIngress start(String yaml, Clock clock) {
        return TestIngress.start(
                broker.bootstrapServers(), yaml, clock, "hooks-" + port + ".", tracing);
    }

    private String yaml(String interval) {
        var store = sandbox.store().config();
        Map<String, String> values = new HashMap<>();
        values.put("PORT", String.valueOf(port));
        values.put("URL", sandbox.bigCommerceUrl().toString());
        values.put("TOKEN", store.accessToken());
        values.put("SECRET", store.clientSecret());
        values.put("INTERVAL", interval);
        String yaml =
                """
                ingress: {host: 127.0.0.1, port: @PORT@}
                connections:
                  main:
                    bigcommerce:
                      storeHash: sandbox1
                      apiUrl: "@URL@"
                      accessToken: "@TOKEN@"
                      clientSecrets: "@SECRET@"
                      webhooks:
                        sharedSecret: {header: X-Hook-Secret, value: s3cret}
                        hooks:
                          destination: "http://127.0.0.1:@PORT@"
                          interval: @INTERVAL@
                          retry: {first: 50ms, longest: 200ms}
                """;
        for (var entry : values.entrySet()) {
            yaml = yaml.replace("@" + entry.getKey() + "@", entry.getValue());
        }
        return yaml;
    }

    private void switchOff(Hook hook) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        sandbox.bigCommerceUrl()
                                                + "/stores/sandbox1/v3/hooks/"
                                                + hook.id()))
                        .header("X-Auth-Token", sandbox.store().config().accessToken())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"is_active\":false}"))
                        .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private List<Hook> ours() {
        return sandbox.store().hooks().stream()
                .filter(hook -> hook.destination().getPath().startsWith("/webhooks/main"))
                .toList();
    }

    private Hook hook(long id) {
        return sandbox.store().hooks().stream()
                .filter(hook -> hook.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> gaps(TestIngress ingress) {
        return ingress.records(Topics.GAPS).stream()
                .map(record -> Json.read(record.value(), Gap.class).reason())
                .toList();
    }

    private static void awaitGauge(TestIngress ingress, String name, double value) {
        await().atMost(LONG).until(() -> gauge(ingress, name) == value);
    }

    private static double gauge(TestIngress ingress, String name) {
        return ingress.metrics.get(name).tag("connection", "main").gauge().value();
    }
}
