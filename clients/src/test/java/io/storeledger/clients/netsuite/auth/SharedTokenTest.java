package io.storeledger.clients.netsuite.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import io.storeledger.clients.netsuite.Keys;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedTokenTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @StartStop private final MockWebServer server = new MockWebServer();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final HttpApi api =
            new HttpApi(
                    "NetSuite",
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    4,
                    new SimpleMeterRegistry());

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PS256, 3072",
        "PS384, 3072",
        "PS512, 3072",
        "ES256, secp256r1",
        "ES384, secp384r1",
        "ES512, secp521r1"
    })
    void signsAnAssertionThatVerifies(SigningAlgorithm algorithm, String kind) throws Exception {
        answer("first", 3600);

        tokens(algorithm, kind, List.of("rest_webservices"), false).get();

        Map<String, String> form = form(server.takeRequest());
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry(
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        SignedJWT jwt = SignedJWT.parse(form.get("client_assertion"));
        assertThat(jwt.verify(verifier(Keys.pair(kind).getPublic()))).isTrue();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.name());
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("certificate");
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("client");
        assertThat(jwt.getJWTClaimsSet().getAudience())
                .containsExactly(server.url("/token").toString());
        assertThat(jwt.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(START);
        assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant())
                .isEqualTo(START.plusSeconds(300));
        assertThat(jwt.getJWTClaimsSet().getClaim("scope")).isEqualTo("rest_webservices");
    }

    @Test
    void sendsSeveralScopesAsAnArray() throws Exception {
        answer("first", 3600);
        List<String> scopes = List.of("restlets", "rest_webservices");

        tokens(SigningAlgorithm.ES256, "secp256r1", scopes, true).get();

        SignedJWT jwt = SignedJWT.parse(form(server.takeRequest()).get("client_assertion"));
        assertThat(jwt.getJWTClaimsSet().getClaim("scope")).isEqualTo(scopes);
    }

    @Test
    void keepsATokenUntilTenMinutesBeforeItsEnd() {
        SharedToken tokens = tokens();
        answer("first", 3600);
        answer("second", 3600);

        assertThat(value(tokens)).isEqualTo("first");
        now.set(START.plus(Duration.ofMinutes(49)));
        assertThat(value(tokens)).isEqualTo("first");
        now.set(START.plus(Duration.ofMinutes(50)));
        assertThat(value(tokens)).isEqualTo("second");
    }

    @Test
    void takesAnHourForATokenThatDoesNotTellItsLife() {
        SharedToken tokens = tokens();
        server.enqueue(json(200, "{\"access_token\":\"first\"}"));

        assertThat(tokens.get().expiresAt()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void goesOnWithTheOldTokenWhileARenewalFails() {
        SharedToken tokens = tokens();
        answer("first", 3600);
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(new MockResponse.Builder().code(503).build());

        tokens.get();
        now.set(START.plus(Duration.ofMinutes(55)));
        assertThat(value(tokens)).isEqualTo("first");
        assertThat(value(tokens)).isEqualTo("first");
        assertThat(server.getRequestCount()).isEqualTo(2);

        now.set(START.plus(Duration.ofMinutes(61)));
        assertThatThrownBy(tokens::get).isInstanceOf(ApiException.Transient.class);
    }

    @Test
    void forgetsARejectedTokenOnlyIfItIsStillTheCurrentOne() {
        SharedToken tokens = tokens();
        answer("first", 3600);
        answer("second", 3600);

        AccessToken first = tokens.get();
        tokens.reject(first);
        assertThat(value(tokens)).isEqualTo("second");
        tokens.reject(first);
        assertThat(value(tokens)).isEqualTo("second");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void isFetchedOnceForManyThreads() throws Exception {
        SharedToken tokens = tokens();
        answer("first", 3600);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> threads.submit(() -> value(tokens)))
                            .toList();
            for (Future<String> one : all) {
                assertThat(one.get()).isEqualTo("first");
            }
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void letsOthersGoOnWithTheOldTokenWhileOneThreadRenewsIt() throws Exception {
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request)
                            throws InterruptedException {
                        if (server.getRequestCount() == 1) {
                            return token("first", 3600);
                        }
                        renewing.countDown();
                        answer.await();
                        return token("second", 3600);
                    }
                });
        SharedToken tokens = tokens();
        tokens.get();
        now.set(START.plus(Duration.ofMinutes(55)));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> renewer = threads.submit(() -> value(tokens));
            renewing.await();
            assertThat(value(tokens)).isEqualTo("first");
            answer.countDown();
            assertThat(renewer.get()).isEqualTo("second");
        }
        await().untilAsserted(() -> assertThat(value(tokens)).isEqualTo("second"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_client, certificateId",
        "400, invalid_client, certificateId",
        "400, invalid_grant, clock",
        "400, unauthorized_client, clientId",
        "400, invalid_scope, scopeFormat",
        "400, invalid_request, algorithm",
        "404, '', restUrl"
    })
    void saysWhatToCheckWhenTheAssertionIsRefused(int status, String error, String check) {
        server.enqueue(json(status, "{\"error\":\"" + error + "\"}"));

        assertThatThrownBy(() -> tokens().get())
                .isInstanceOf(ApiException.Unauthorized.class)
                .hasMessageContaining(check);
    }

    @ParameterizedTest
    @CsvSource({"500, algorithm, ''", "503, later, 7", "429, later, ''", "200, restUrl, ''"})
    void triesAgainLaterWhenTheEndpointIsInTrouble(int status, String word, String retryAfter) {
        server.enqueue(
                new MockResponse.Builder()
                        .code(status)
                        .addHeader("Retry-After", retryAfter)
                        .body("<html></html>")
                        .build());

        ApiException.Transient failure =
                catchThrowableOfType(ApiException.Transient.class, () -> tokens().get());

        assertThat(failure).hasMessageContaining(word);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryAfter().isPresent()).isEqualTo(!retryAfter.isEmpty());
    }

    @Test
    void printsNoToken() {
        answer("very-secret", 3600);

        assertThat(tokens().get().toString()).doesNotContain("very-secret");
    }

    private SharedToken tokens() {
        return tokens(SigningAlgorithm.ES256, "secp256r1", List.of("rest_webservices"), false);
    }

    private SharedToken tokens(
            SigningAlgorithm algorithm, String kind, List<String> scopes, boolean array) {
        return new SharedToken(
                api,
                URI.create(server.url("/token").toString()),
                new Credentials("client", "certificate", Keys.pem(kind), algorithm, scopes, array),
                clock,
                new Random(1));
    }

    private static String value(SharedToken tokens) {
        return tokens.get().value().reveal();
    }

    private void answer(String token, int seconds) {
        server.enqueue(token(token, seconds));
    }

    private static MockResponse token(String token, int seconds) {
        return json(
                200,
                "{\"access_token\":\"%s\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                        .formatted(token, seconds));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static JWSVerifier verifier(PublicKey key) throws Exception {
        return key instanceof RSAPublicKey rsa
                ? new RSASSAVerifier(rsa)
                : new ECDSAVerifier((ECPublicKey) key);
    }

    private static Map<String, String> form(RecordedRequest request) {
        return Arrays.stream(request.getBody().utf8().split("&"))
                .map(field -> field.split("=", 2))
                .collect(
                        Collectors.toMap(
                                field -> field[0],
                                field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
