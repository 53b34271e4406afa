package io.storeledger.clients.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client of an identity provider: the authorization code flow with PKCE (OpenID Connect Core
/// 1.0, section 3.1; RFC 7636). Nothing is asked of the provider before somebody signs in.
public final class OpenIdConnect implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration PROVIDER_KEPT = Duration.ofHours(1);
    private static final int CONNECTIONS = 4;
    private static final int RANDOM_BYTES = 32;

    private final OpenIdConfig config;
    private final HttpApi api;
    private final Clock clock;
    private final SecureRandom random;
    private final IdTokens tokens;
    private final ReentrantLock discovering = new ReentrantLock();
    private @Nullable Provider provider;
    private Instant discoveredAt = Instant.MIN;

    /// @param random makes what nobody may guess
    public OpenIdConnect(
            OpenIdConfig config, Clock clock, SecureRandom random, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.api = new HttpApi("the identity provider", CONNECT, READ, CONNECTIONS, meters);
        this.tokens = new IdTokens(api, config.issuer().toString(), config.clientId(), clock);
    }

    /// Makes a question.
    public Question question() {
        return new Question(random(), random(), random());
    }

    /// Where to send the browser with a question.
    ///
    /// @param redirect where the provider sends it back to
    /// @throws SignInException if the provider can't be reached
    public URI address(Question question, URI redirect) {
        return HttpUrl.get(provider().authorization())
                .newBuilder()
                .addQueryParameter("response_type", "code")
                .addQueryParameter("client_id", config.clientId())
                .addQueryParameter("redirect_uri", redirect.toString())
                .addQueryParameter("scope", String.join(" ", config.scopes()))
                .addQueryParameter("state", question.state())
                .addQueryParameter("nonce", question.nonce())
                .addQueryParameter("code_challenge", challenge(question.verifier()))
                .addQueryParameter("code_challenge_method", "S256")
                .build()
                .uri();
    }

    /// Who has signed in.
    ///
    /// @param question the one whose state came back
    /// @param code what the provider gave the browser
    /// @param redirect as before
    /// @throws SignInException if the provider refuses the code, or its answer does not hold
    public Identity redeem(Question question, String code, URI redirect) {
        Provider known = provider();
        FormBody.Builder form =
                new FormBody.Builder()
                        .add("grant_type", "authorization_code")
                        .add("code", code)
                        .add("redirect_uri", redirect.toString())
                        .add("code_verifier", question.verifier());
        Request.Builder request =
                new Request.Builder()
                        .url(known.token().toString())
                        .header("Accept", "application/json");
        String secret = config.clientSecret().reveal();
        if (known.basic()) {
            // RFC 6749, section 2.3.1: both are form-encoded first
            request.header(
                    "Authorization", Credentials.basic(coded(config.clientId()), coded(secret)));
        } else {
            form.add("client_id", config.clientId()).add("client_secret", secret);
        }
        JsonNode answer = send(request.post(form.build()).build());
        String token = answer.path("id_token").asString("");
        if (token.isEmpty()) {
            throw new SignInException(
                    "The identity provider gave no ID token; openid must be one of"
                            + " console.signIn.openIdConnect.scopes.");
        }
        return tokens.verify(token, known, question);
    }

    @Override
    public void close() {
        api.close();
    }

    private JsonNode send(Request request) {
        try {
            Answer answer = api.write("sign-in", request);
            if (answer.ok() && answer.json().isPresent()) {
                return answer.json().get();
            }
            throw new SignInException(
                    answer.status() == 401
                            ? "The identity provider refuses Storeledger itself; check"
                                    + " console.signIn.openIdConnect.clientId and clientSecret."
                            : "The identity provider refuses this sign-in; begin again.");
        } catch (ApiException e) {
            throw Provider.unreachable();
        }
    }

    private Provider provider() {
        discovering.lock();
        try {
            Provider known = provider;
            Instant now = clock.instant();
            if (known == null || discoveredAt.plus(PROVIDER_KEPT).isBefore(now)) {
                known = Provider.discover(api, config.issuer());
                provider = known;
                discoveredAt = now;
            }
            return known;
        } finally {
            discovering.unlock();
        }
    }

    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
