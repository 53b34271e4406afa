package io.storeledger.sandbox.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.sandbox.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// An identity provider with one client and one person, who is signed in already and agrees at
/// once.
public final class IdentitySandbox implements AutoCloseable {
    private static final int KEY_BITS = 2048;
    private static final int LIFE_SECONDS = 300;
    private static final int HOUR_SECONDS = 3600;

    private record Grant(String nonce, String challenge, String redirect) {}

    private final String clientId;
    private final String clientSecret;
    private final Clock clock;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Javalin server;
    private volatile RSAKey key = newKey();
    private volatile Slip slip = Slip.NONE;
    private volatile String subject = "00u1";
    private volatile Map<String, Object> claims = Map.of();

    private IdentitySandbox(String clientId, String clientSecret, Clock clock) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
        server =
                Javalin.create(javalin -> {
                    javalin.concurrency.useVirtualThreads = true;
                    javalin.startup.showJavalinBanner = false;
                    register(javalin.routes);
                });
    }

    /// Starts one on any free port of this machine.
    public static IdentitySandbox start(String clientId, String clientSecret, Clock clock) {
        var sandbox = new IdentitySandbox(clientId, clientSecret, clock);
        sandbox.server.start("127.0.0.1", 0);
        return sandbox;
    }

    /// Its address, as its tokens name it.
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// Who is signed in.
    public void person(String newSubject, Map<String, Object> newClaims) {
        subject = newSubject;
        claims = Map.copyOf(newClaims);
    }

    /// What is wrong from now on.
    public void slip(Slip newSlip) {
        slip = newSlip;
    }

    /// Signs with a new key from now on, as providers do every few weeks.
    public void changeKey() {
        key = newKey();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void register(RoutesConfig routes) {
        routes.get("/.well-known/openid-configuration", this::describe);
        routes.get("/authorize", this::authorize);
        routes.post("/token", this::token);
        routes.get("/keys", ctx -> json(ctx, new JWKSet(key.toPublicJWK()).toString()));
    }

    private void describe(Context ctx) {
        var said = Json.object();
        said.put("issuer", issuer().toString());
        said.put("authorization_endpoint", issuer() + "/authorize?tenant=sandbox");
        said.put("token_endpoint", issuer() + "/token");
        said.put("jwks_uri", issuer() + "/keys");
        said.putArray("token_endpoint_auth_methods_supported").add("client_secret_basic");
        json(ctx, said.toString());
    }

    private void authorize(Context ctx) {
        boolean right =
                clientId.equals(ctx.queryParam("client_id"))
                        && "code".equals(ctx.queryParam("response_type"))
                        && "S256".equals(ctx.queryParam("code_challenge_method"))
                        && String.valueOf(ctx.queryParam("scope")).contains("openid");
        if (!right) {
            ctx.status(400).result("invalid_request");
            return;
        }
        String redirect = String.valueOf(ctx.queryParam("redirect_uri"));
        String code = UUID.randomUUID().toString();
        grants.put(
                code,
                new Grant(
                        String.valueOf(ctx.queryParam("nonce")),
                        String.valueOf(ctx.queryParam("code_challenge")),
                        redirect));
        String state = String.valueOf(ctx.queryParam("state"));
        ctx.redirect(
                "%s?code=%s&state=%s"
                        .formatted(
                                redirect, code, URLEncoder.encode(state, StandardCharsets.UTF_8)));
    }

    private void token(Context ctx) {
        String expected =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (clientId + ":" + clientSecret)
                                                .getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(ctx.header("Authorization"))) {
            ctx.status(401);
            json(ctx, "{\"error\":\"invalid_client\"}");
            return;
        }
        Optional<Grant> grant =
                Optional.ofNullable(grants.remove(String.valueOf(ctx.formParam("code"))))
                        .filter(one -> one.redirect().equals(ctx.formParam("redirect_uri")))
                        .filter(one ->
                                one.challenge()
                                        .equals(
                                                challenge(
                                                        String.valueOf(
                                                                ctx.formParam("code_verifier")))));
        if (grant.isEmpty()) {
            ctx.status(400);
            json(ctx, "{\"error\":\"invalid_grant\"}");
            return;
        }
        var answer = Json.object();
        answer.put("access_token", UUID.randomUUID().toString());
        answer.put("token_type", "Bearer");
        if (slip != Slip.ABSENT) {
            answer.put("id_token", idToken(grant.get().nonce()));
        }
        json(ctx, answer.toString());
    }

    private String idToken(String nonce) {
        Instant now = clock.instant();
        Instant end =
                slip == Slip.EXPIRED
                        ? now.minusSeconds(HOUR_SECONDS)
                        : now.plusSeconds(LIFE_SECONDS);
        var set =
                new JWTClaimsSet.Builder()
                        .issuer(
                                slip == Slip.WRONG_ISSUER
                                        ? "https://other.example.com"
                                        : issuer().toString())
                        .subject(subject)
                        .audience(audience())
                        .issueTime(Date.from(now.minusSeconds(1)))
                        .expirationTime(Date.from(end))
                        .claim("nonce", slip == Slip.WRONG_NONCE ? "another" : nonce)
                        .claim("azp", slip == Slip.OTHER_PARTY ? "another-client" : null);
        claims.forEach(set::claim);
        try {
            return switch (slip) {
                case UNSIGNED -> new PlainJWT(set.build()).serialize();
                case SECRET_AS_KEY -> {
                    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set.build());
                    jwt.sign(new MACSigner(clientSecret));
                    yield jwt.serialize();
                }
                case FORGED -> signed(newKey(), set.build());
                case NONE,
                        WRONG_NONCE,
                        WRONG_AUDIENCE,
                        OTHER_PARTY,
                        WRONG_ISSUER,
                        EXPIRED,
                        ABSENT ->
                        signed(key, set.build());
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("a token can't be signed", e);
        }
    }

    private List<String> audience() {
        return switch (slip) {
            case WRONG_AUDIENCE -> List.of("another-client");
            case OTHER_PARTY -> List.of(clientId, "another-client");
            case NONE,
                    WRONG_NONCE,
                    WRONG_ISSUER,
                    EXPIRED,
                    FORGED,
                    UNSIGNED,
                    SECRET_AS_KEY,
                    ABSENT ->
                    List.of(clientId);
        };
    }

    private String signed(RSAKey with, JWTClaimsSet set) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        var jwt = new SignedJWT(header, set);
        jwt.sign(new RSASSASigner(with));
        return jwt.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JVM makes RSA keys", e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static void json(Context ctx, String body) {
        ctx.contentType("application/json").result(body);
    }
}
