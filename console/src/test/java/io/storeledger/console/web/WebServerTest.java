package io.storeledger.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.http.Handler;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.storeledger.common.config.Secret;
import io.storeledger.common.json.Json;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.console.ToldSpans;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.access.Role;
import io.storeledger.console.access.Sessions;
import io.storeledger.console.access.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private static final String LOOKS = "token-of-one-who-looks";
    private static final String ACTS = "token-of-one-who-acts";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ToldSpans told = new ToldSpans();
    private static WebServer open;
    private static WebServer guarded;

    @BeforeAll
    static void start() {
        Clock clock = Clock.systemUTC();
        var parts = new FakeParts(clock);
        Routes forgetful = routes -> routes.get("/api/v1/forgotten", ctx -> ctx.result("secret"));
        Routes broken =
                routes -> {
                    routes.get(
                            "/api/v1/broken",
                            failing(new IllegalStateException("secret")),
                            Role.LOOK);
                    routes.get("/api/v1/away", failing(new KafkaException("secret")), Role.LOOK);
                };
        open = new WebServer("127.0.0.1", 0, List.of(parts, broken));
        var config =
                new AccessConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofHours(1),
                        List.of(
                                new Token("lena", Set.of(Role.LOOK), Secret.of(LOOKS)),
                                new Token(
                                        "maria",
                                        Set.of(Role.LOOK, Role.PAYLOADS, Role.ACT),
                                        Secret.of(ACTS))),
                        Optional.empty());
        guarded =
                new WebServer(
                        "127.0.0.1",
                        0,
                        new Access(
                                config,
                                new Sessions(clock, new SecureRandom(), config.session()),
                                clock),
                        Optional.empty(),
                        told.tracing(),
                        List.of(parts, forgetful, broken));
    }

    @AfterAll
    static void stop() {
        open.close();
        guarded.close();
        HTTP.close();
    }

    @Test
    void servesThePageWithoutAnythingFromElsewhereAndTellsWhenItIsStillTheSame() throws Exception {
        HttpResponse<String> page = send(get(guarded, "/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).contains("type=\"module\"").doesNotContain("://", "style=");

        String tag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send(get(guarded, "/").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void servesThePagePacked() throws Exception {
        HttpResponse<byte[]> packed =
                HTTP.send(
                        get(open, "/style.css").header("Accept-Encoding", "gzip").build(),
                        BodyHandlers.ofByteArray());

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(8000);
        assertThat(packed.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void asksWhoeverComesToAGuardedConsoleToSignIn() throws Exception {
        HttpResponse<String> answer = send(get(guarded, "/api/v1/me"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"error\":\"Sign in");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
    }

    @Test
    void checksTheRolesOfEachRoute() throws Exception {
        String log = "/api/v1/log/bigcommerce.orders/0/1";
        assertThat(send(get(guarded, "/api/v1/recent"), LOOKS).statusCode()).isEqualTo(200);
        assertThat(send(get(guarded, log), LOOKS).statusCode()).isEqualTo(403);
        assertThat(send(get(guarded, log), LOOKS).body())
                .contains("lena lacks the role PAYLOADS.")
                .doesNotContain("jane@example.com");
        assertThat(send(get(guarded, log), ACTS).statusCode()).isEqualTo(200);
        HttpRequest.Builder drop =
                post(guarded, "/api/v1/dead-letters/drop", "{}").header("X-Storeledger", "1");
        assertThat(send(drop, LOOKS).statusCode()).isEqualTo(403);
        assertThat(send(drop, ACTS).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsProgramsInJsonAndPeopleOnAPageThatThereIsNothing() throws Exception {
        HttpResponse<String> api = send(get(open, "/api/v1/no-such"));
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.body()).isEqualTo("{\"error\":\"There is nothing at this address.\"}");
        assertThat(api.headers().firstValue("Content-Type")).contains("application/json");

        HttpResponse<String> wrongWay =
                send(post(open, "/api/v1/recent", "{}").header("X-Storeledger", "1"));
        assertThat(wrongWay.statusCode()).isEqualTo(405);
        assertThat(wrongWay.body()).startsWith("{\"error\":\"This address answers other methods");
        assertThat(wrongWay.headers().firstValue("Allow").orElseThrow()).contains("GET");

        HttpResponse<String> page = send(get(open, "/orders/1001"));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("There is nothing at this address.", "href=\"/\"");
    }

    @Test
    void tellsThatItFailedInJsonToo() throws Exception {
        HttpResponse<String> broken = send(get(open, "/api/v1/broken"));
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body())
                .contains("\"error\":\"The console failed")
                .doesNotContain("secret");

        HttpResponse<String> away = send(get(open, "/api/v1/away"));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("\"error\":\"Kafka does not answer");
    }

    @Test
    void answersHeadAsGetWithoutABody() throws Exception {
        HttpResponse<String> page = send(head(guarded, "/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEmpty();
        assertThat(page.headers().firstValue("ETag")).isPresent();
        assertThat(page.headers().firstValue("Content-Length"))
                .isEqualTo(send(get(guarded, "/")).headers().firstValue("Content-Length"));
        assertThat(send(head(guarded, "/api/v1/recent")).statusCode()).isEqualTo(401);
        assertThat(send(head(guarded, "/api/v1/recent"), LOOKS).statusCode()).isEqualTo(200);
        assertThat(send(head(guarded, "/api/v1/log/t/0/1"), LOOKS).statusCode()).isEqualTo(403);
        assertThat(send(head(guarded, "/api/v1/forgotten"), ACTS).statusCode()).isEqualTo(403);
    }

    @Test
    void answersNobodyOnARouteThatNamesNoRole() throws Exception {
        HttpResponse<String> answer = send(get(guarded, "/api/v1/forgotten"), ACTS);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("names no role").doesNotContain("secret");
    }

    @Test
    void refusesCallsThatAPageOfAnotherSiteCouldMake() throws Exception {
        HttpRequest.Builder unmarked = post(open, "/api/v1/dead-letters/drop", "{}");
        assertThat(send(unmarked).statusCode()).isEqualTo(403);
        assertThat(send(unmarked).body()).contains("X-Storeledger: 1");
        assertThat(
                        send(unmarked.header("X-Storeledger", "1")
                                        .header("Origin", "https://evil.example.com"))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void signsInABrowserWithATokenAndOutAgain() throws Exception {
        HttpResponse<String> in =
                send(
                        post(
                                        guarded,
                                        "/api/v1/sign-in",
                                        Json.text(Json.object().put("token", ACTS)))
                                .header("X-Storeledger", "1"));

        assertThat(in.statusCode()).isEqualTo(200);
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("storeledger-session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=3600")
                .doesNotContain(ACTS);
        String session = cookie.substring(0, cookie.indexOf(';'));
        HttpResponse<String> me = send(get(guarded, "/api/v1/me").header("Cookie", session));
        assertThat(me.body()).contains("\"name\":\"maria\"", "\"signOut\":\"/api/v1/sign-out\"");

        HttpResponse<String> out =
                send(
                        post(guarded, "/api/v1/sign-out", "{}")
                                .header("X-Storeledger", "1")
                                .header("Cookie", session));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(send(get(guarded, "/api/v1/me").header("Cookie", session)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void saysThatATokenIsNobodys() throws Exception {
        HttpResponse<String> answer =
                send(
                        post(guarded, "/api/v1/sign-in", "{\"token\": \"wrong\"}")
                                .header("X-Storeledger", "1"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Nobody has this token");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void tellsEachRequestByItsRouteAndNothingOfRecordsAndPersons() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        HttpRequest.Builder search =
                get(guarded, "/api/v1/log/t/0/1?q=jane%40example.com")
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        send(search, ACTS);
        send(search, LOOKS);
        send(search);
        send(get(guarded, "/api/v1/broken").header("traceparent", "00-nonsense"), LOOKS);
        send(get(guarded, "/orders/1001"));
        send(get(guarded, "/style.css").method("JANE", BodyPublishers.noBody()));

        await().untilAsserted(() ->
                assertThat(told.all())
                        .filteredOn(span -> span.getTraceId().equals(trace))
                        .hasSize(3)
                        .allSatisfy(span -> {
                            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
                            assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
                            assertThat(span.getName())
                                    .isEqualTo("GET /api/v1/log/{topic}/{partition}/{offset}");
                            assertThat(span.getStatus().getStatusCode())
                                    .isEqualTo(StatusCode.UNSET);
                        })
                        .extracting(span -> span.getAttributes().get(SpanAttributes.STATUS))
                        .containsExactlyInAnyOrder(200L, 403L, 401L));
        await().untilAsserted(() ->
                assertThat(told.named("GET /api/v1/broken"))
                        .singleElement()
                        .satisfies(span ->
                                assertThat(span.getAttributes().get(SpanAttributes.ERROR_TYPE))
                                        .isEqualTo("500")));
        await().untilAsserted(() -> assertThat(told.named("GET")).hasSize(1));
        await().untilAsserted(() -> assertThat(told.named("_OTHER")).hasSize(1));
        // not their ids and times, in which any number may stand
        assertThat(told.all())
                .extracting(span ->
                        span.getName()
                                + span.getAttributes()
                                + span.getStatus()
                                + span.getEvents().stream().map(EventData::getAttributes).toList())
                .allSatisfy(text ->
                        assertThat(text)
                                .doesNotContain("jane", "JANE", "maria", "lena", LOOKS, ACTS)
                                .doesNotContainPattern("\\b1001\\b"));
    }

    private static Handler failing(RuntimeException failure) {
        return ctx -> {
            throw failure;
        };
    }

    private static HttpRequest.Builder get(WebServer server, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
    }

    private static HttpRequest.Builder head(WebServer server, String path) {
        return get(server, path).HEAD();
    }

    private static HttpRequest.Builder post(WebServer server, String path, String body) {
        return get(server, path).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        return send(request.copy().header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
