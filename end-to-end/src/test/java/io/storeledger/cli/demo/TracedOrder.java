package io.storeledger.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.fault.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/// What a pipeline tells of one order, whose webhook comes from a gateway that traces as well.
final class TracedOrder {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String GATEWAYS_SPAN = "00f067aa0ba902b7";
    private static final int AWAITING_FULFILMENT = 11;

    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final Tracing tracing =
            new Tracing(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(SimpleSpanProcessor.create(told))
                                            .build())
                            .build());

    private String email = "";

    Tracing tracing() {
        return tracing;
    }

    /// The store's own webhooks are lost, so that there is one alone; NetSuite's answers to writes
    /// are faults until one of them was met.
    void comesThroughInOneTrace(SandboxApp sandbox, Pipeline pipeline) throws Exception {
        sandbox.faults().probability(Fault.WEBHOOK_LOST, 1);
        sandbox.faults().probability(Fault.NETSUITE_500_AFTER_WRITE, 1);
        ObjectNode order = place(sandbox);
        email = order.path("billing_address").path("email").asString();
        post(sandbox, pipeline, order.path("id").asLong());
        await().atMost(LONG)
                .until(() -> hasAttempt(Topics.ORDERS, "retry", attempt -> attempt == 1));
        sandbox.faults().off(Fault.NETSUITE_500_AFTER_WRITE);
        await().atMost(LONG).until(() -> hasAttempt(Topics.ORDERS, "done", attempt -> attempt > 1));
        sandbox.faults().off(Fault.WEBHOOK_LOST);

        assertThat(hasAttempt(Topics.WEBHOOKS, "done", attempt -> attempt == 1)).isTrue();
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(names(SpanKind.SERVER))
                                .containsExactly("POST /webhooks/{connection}"));
        assertThat(names(SpanKind.PRODUCER))
                .contains(
                        "send bigcommerce.webhooks",
                        "send bigcommerce.orders",
                        "send netsuite.outcomes");
        assertThat(names(SpanKind.CLIENT))
                .contains(
                        "GET /bigcommerce/stores/{store}/v2/orders/{id}",
                        "PUT /netsuite/services/rest/record/v1/salesOrder/{id}");
        assertThat(spans())
                .anySatisfy(span -> {
                    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
                    assertThat(span.getAttributes().get(SpanAttributes.VENDOR))
                            .isEqualTo("NetSuite");
                    assertThat(span.getAttributes().get(SpanAttributes.STATUS)).isEqualTo(500);
                });
        assertThat(spans())
                .filteredOn(span -> span.getKind() == SpanKind.SERVER)
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId()).isEqualTo(GATEWAYS_SPAN));
    }

    /// Replays are in the trace of what they replay, and say which one they are.
    void isReplayedInItsTrace() {
        for (Topic<?> topic : List.of(Topics.WEBHOOKS, Topics.ORDERS)) {
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(spans())
                                    .as(topic.name())
                                    .anyMatch(span ->
                                            span.getName().equals("process " + topic.name())
                                                    && span.getAttributes()
                                                                    .get(SpanAttributes.REPLAY)
                                                            != null));
        }
    }

    /// What a reading finds goes on to the store in the reading's trace.
    void theCatalogueGoesFromNetSuiteToTheStoreInOneTrace() {
        Set<String> readings =
                told.getFinishedSpanItems().stream()
                        .filter(span -> span.getName().equals("read catalogue"))
                        .map(SpanData::getTraceId)
                        .collect(Collectors.toSet());
        assertThat(told.getFinishedSpanItems())
                .anyMatch(span ->
                        span.getName().startsWith("PUT /bigcommerce/stores/{store}/v3/")
                                && readings.contains(span.getTraceId()));
    }

    /// What is done without an event's asking has its calls in a trace of its own.
    void hasTheCallsOfWhatIsDoneOnSchedule() {
        assertCalls("sweep", "GET /bigcommerce/stores/{store}/v2/orders");
        assertCalls("keep hooks", "GET /bigcommerce/stores/{store}/v3/hooks");
        assertCalls("read catalogue", "POST /netsuite/services/rest/query/v1/suiteql");
    }

    private void assertCalls(String work, String call) {
        List<SpanData> all = told.getFinishedSpanItems();
        Set<String> roots =
                all.stream()
                        .filter(span -> span.getName().equals(work))
                        .filter(span -> !span.getParentSpanContext().isValid())
                        .map(SpanData::getSpanId)
                        .collect(Collectors.toSet());
        assertThat(all)
                .as("%s in a span of %s", call, work)
                .anyMatch(span ->
                        span.getName().equals(call) && roots.contains(span.getParentSpanId()));
    }

    /// Of all that was told, not of the one order's alone.
    void namesNobodyAndNoSecret(SandboxApp sandbox) {
        String all =
                told.getFinishedSpanItems().stream()
                        .map(span ->
                                List.of(
                                                span.getName(),
                                                span.getAttributes().asMap().values(),
                                                span.getStatus().getDescription(),
                                                span.getEvents())
                                        .toString())
                        .distinct()
                        .collect(Collectors.joining("\n"));
        assertThat(all)
                .isNotEmpty()
                .doesNotContain(
                        email,
                        "@",
                        "%40",
                        sandbox.store().config().accessToken(),
                        sandbox.store().config().clientSecret(),
                        "Bearer");
    }

    /// One that is to be written.
    private static ObjectNode place(SandboxApp sandbox) {
        ObjectNode order;
        do {
            order = sandbox.store().order(sandbox.shoppers().placeOne());
        } while (order.path("status_id").asInt() != AWAITING_FULFILMENT);
        return order;
    }

    private boolean hasAttempt(Topic<?> topic, String outcome, LongPredicate attempt) {
        return spans().stream()
                .filter(span -> span.getName().equals("process " + topic.name()))
                .map(SpanData::getAttributes)
                .anyMatch(said ->
                        outcome.equals(said.get(SpanAttributes.OUTCOME))
                                && attempt.test(requireNonNull(said.get(SpanAttributes.ATTEMPT))));
    }

    private List<String> names(SpanKind kind) {
        return spans().stream()
                .filter(span -> span.getKind() == kind)
                .map(SpanData::getName)
                .toList();
    }

    private List<SpanData> spans() {
        return told.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(TRACE))
                .toList();
    }

    private static void post(SandboxApp sandbox, Pipeline pipeline, long order) throws Exception {
        var body = Json.object();
        body.put("scope", "store/order/created");
        body.put("producer", "stores/" + sandbox.store().config().hash());
        body.put("hash", "4711");
        body.put("created_at", Instant.now().getEpochSecond());
        body.putObject("data").put("type", "order").put("id", order);
        byte[] bytes = Json.bytes(body);
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/webhooks/%s"
                                                .formatted(
                                                        pipeline.webhookPort(),
                                                        DemoConfig.CONNECTION)))
                        .header("Content-Type", "application/json")
                        .header(
                                "X-BC-Signature",
                                hmac(sandbox.store().config().clientSecret(), bytes))
                        .header("traceparent", "00-" + TRACE + "-" + GATEWAYS_SPAN + "-01")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private static String hmac(String secret, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(content));
    }
}
