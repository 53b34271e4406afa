package io.storeledger.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storeledger.sandbox.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/// Calls the simulated account as a client would.
final class AccountCaller implements AutoCloseable {
    static final String KID = "test-certificate";

    private final HttpClient client = HttpClient.newHttpClient();
    private final SandboxApp sandbox;
    private final ECKey key;
    private String token = "";

    AccountCaller(SandboxApp sandbox) throws JOSEException {
        this.sandbox = sandbox;
        this.key = new ECKeyGenerator(Curve.P_256).generate();
        sandbox.netSuite().registerCertificate(KID, key.toECPublicKey());
    }

    String tokenUrl() {
        return sandbox.netSuiteUrl() + "/services/rest/auth/oauth2/v1/token";
    }

    String publicPem() throws JOSEException {
        String base64 = Base64.getMimeEncoder().encodeToString(key.toECPublicKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(sandbox.netSuite().config().clientId())
                .audience(tokenUrl())
                .claim("scope", List.of("rest_webservices"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    String assertion(String kid, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(),
                        change.apply(claims()).build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    HttpResponse<String> requestToken(String assertion) throws IOException, InterruptedException {
        Map<String, String> form =
                Map.of(
                        "grant_type", "client_credentials",
                        "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion", assertion);
        String body =
                String.join(
                        "&",
                        form.entrySet().stream()
                                .map(e ->
                                        e.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        e.getValue(), StandardCharsets.UTF_8))
                                .toList());
        return client.send(
                HttpRequest.newBuilder(URI.create(tokenUrl()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    AccountCaller login() throws IOException, InterruptedException, JOSEException {
        HttpResponse<String> answer = requestToken(assertion(KID, claims -> claims));
        token = Json.text(Json.parseObject(answer.body()), "access_token");
        return this;
    }

    HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.netSuiteUrl() + "/services/rest" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(
                request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> later(String method, String path, String body) {
        return client.sendAsync(request(method, path, body), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> query(String query, String parameters)
            throws IOException, InterruptedException {
        String body = "{\"q\":\"%s\",\"params\":%s}".formatted(query, parameters);
        return send("POST", "/query/v1/suiteql", body, "Prefer", "transient");
    }

    @Override
    public void close() {
        client.close();
    }
}
