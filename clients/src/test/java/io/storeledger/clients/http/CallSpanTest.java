package io.storeledger.clients.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallSpanTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @StartStop private final MockWebServer server = new MockWebServer();
    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final Tracing tracing =
            new Tracing(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(SimpleSpanProcessor.create(told))
                                            .build())
                            .build());
    private final HttpApi api =
            new HttpApi("Vendor", TIMEOUT, TIMEOUT, 4, new SimpleMeterRegistry());

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsACallWithoutPersonsOrSecretsAndTellsTheVendorNothing() throws Exception {
        server.enqueue(new MockResponse.Builder().code(503).build());
        try (var _ = tracing.begin(SpanKind.CONSUMER, "outer", Attributes.empty())) {
            assertThat(api.read("list customers", request()).status()).isEqualTo(503);
        }

        SpanData call = told.getFinishedSpanItems().getFirst();
        SpanData outer = told.getFinishedSpanItems().getLast();
        assertThat(call.getParentSpanId()).isEqualTo(outer.getSpanId());
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getName()).isEqualTo("GET /stores/{store}/v3/customers");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(SpanAttributes.STATUS)).isEqualTo(503);
        assertThat(call.getAttributes().get(SpanAttributes.CALL)).isEqualTo("list customers");
        assertThat(call.getAttributes().get(SpanAttributes.VENDOR)).isEqualTo("Vendor");
        assertThat(call.getAttributes().get(SpanAttributes.RESENT)).isEqualTo(2);
        assertThat(call.toString()).doesNotContain("jane", "s3cret");
        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getTarget()).contains("jane");
        assertThat(sent.getHeaders().names()).doesNotContain("traceparent", "tracestate");
    }

    @Test
    void tellsThatNoAnswerCame() {
        server.enqueue(
                new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        try (var _ = tracing.begin(SpanKind.CONSUMER, "outer", Attributes.empty())) {
            assertThatThrownBy(() -> api.write("write", request()))
                    .isInstanceOf(ApiException.Transient.class);
        }

        SpanData call = told.getFinishedSpanItems().getFirst();
        assertThat(call.getAttributes().get(SpanAttributes.ERROR_TYPE)).endsWith("Exception");
        assertThat(call.getAttributes().get(SpanAttributes.STATUS)).isNull();
    }

    @Test
    void tellsNothingOutsideOfAnyWork() {
        server.enqueue(new MockResponse.Builder().code(200).build());

        api.read("list customers", request());

        assertThat(told.getFinishedSpanItems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/stores/abcdef/v2/orders/100/products, /stores/{store}/v2/orders/{id}/products",
        "/services/rest/record/v1/salesOrder/eid:BC_100,"
                + " /services/rest/record/v1/salesOrder/{id}",
        "/services/rest/record/v1/salesOrder/17/!transform/creditMemo,"
                + " /services/rest/record/v1/salesOrder/{id}/!transform/creditMemo",
        "/services/rest/auth/oauth2/v1/token, /services/rest/auth/oauth2/v1/token",
        "/services/rest/query/v1/suiteql, /services/rest/query/v1/suiteql",
        "/a/jane@example.com, /a/{id}"
    })
    void namesAPathWithoutIds(String path, String template) {
        assertThat(PathTemplate.of(HttpUrl.get("https://example.com" + path + "?email=jane")))
                .isEqualTo(template);
    }

    private Request request() {
        return new Request.Builder()
                .url(server.url("/stores/abc/v3/customers?email:in=jane@example.com"))
                .header("X-Auth-Token", "s3cret")
                .tag(Resent.class, new Resent(2))
                .build();
    }
}
