package io.storeledger.clients.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.config.Secret;
import io.storeledger.sandbox.identity.IdentitySandbox;
import io.storeledger.sandbox.identity.Slip;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenIdConnectTest {
    private static final String SECRET = "the-clients-secret-of-32-characters";
    private static final URI REDIRECT = URI.create("https://ledger.example.com/callback");
    private static final Pattern BACK = Pattern.compile(".*\\?code=([^&]+)&state=([^&]+)");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private IdentitySandbox provider;
    private OpenIdConnect client;

    @BeforeEach
    void start() {
        provider = IdentitySandbox.start("storeledger", SECRET, clock);
        provider.person(
                "00u1", Map.of("email", "maria@example.com", "groups", List.of("ops", "finance")));
        client = client(SECRET, provider.issuer());
    }

    @AfterEach
    void stop() {
        client.close();
        provider.close();
    }

    @Test
    void learnsWhoHasSignedIn() throws Exception {
        Question question = client.question();
        Identity identity = client.redeem(question, code(question), REDIRECT);

        assertThat(identity.subject()).isEqualTo("00u1");
        assertThat(identity.text("email")).contains("maria@example.com");
        assertThat(identity.texts("groups")).containsExactly("ops", "finance");
        assertThat(identity.texts("email")).containsExactly("maria@example.com");
        assertThat(identity.texts("absent")).isEmpty();
        assertThat(identity.toString()).doesNotContain("maria");
    }

    @Test
    void asksWithAQuestionThatNobodyCanGuessAndThatIsNeverTheSame() {
        Question one = client.question();
        Question other = client.question();

        assertThat(List.of(one.state(), one.nonce(), one.verifier()))
                .allSatisfy(part -> assertThat(part).hasSize(43))
                .doesNotHaveDuplicates()
                .doesNotContain(other.state(), other.nonce(), other.verifier());
        assertThat(client.address(one, REDIRECT).toString())
                .contains("tenant=sandbox", "code_challenge_method=S256", "scope=openid%20email")
                .doesNotContain(one.verifier(), SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NONCE, another question",
        "WRONG_AUDIENCE, does not hold",
        "OTHER_PARTY, another client",
        "WRONG_ISSUER, somebody else",
        "EXPIRED, does not hold",
        "FORGED, no signature that holds",
        "UNSIGNED, no signature that holds",
        "SECRET_AS_KEY, no signature that holds",
        "ABSENT, no ID token"
    })
    void refusesATokenThatDoesNotHold(Slip slip, String why) throws Exception {
        provider.slip(slip);
        Question question = client.question();
        String code = code(question);

        assertThatThrownBy(() -> client.redeem(question, code, REDIRECT))
                .isInstanceOf(SignInException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("maria");
    }

    @Test
    void refusesACodeThatWasMadeForAnotherQuestionOrIsRedeemedTwice() throws Exception {
        Question question = client.question();
        String stolen = code(question);

        assertThatThrownBy(() -> client.redeem(client.question(), stolen, REDIRECT))
                .isInstanceOf(SignInException.class)
                .hasMessageContaining("refuses this sign-in");
        String code = code(question);
        client.redeem(question, code, REDIRECT);
        assertThatThrownBy(() -> client.redeem(question, code, REDIRECT))
                .isInstanceOf(SignInException.class);
    }

    @Test
    void followsTheProviderWhenItChangesItsKey() throws Exception {
        Question first = client.question();
        client.redeem(first, code(first), REDIRECT);
        provider.changeKey();
        now.updateAndGet(before -> before.plusSeconds(60));
        Question question = client.question();

        assertThat(client.redeem(question, code(question), REDIRECT).subject()).isEqualTo("00u1");
    }

    @Test
    void saysWhichSettingsToLookAtWhenTheProviderRefusesOurselves() throws Exception {
        try (OpenIdConnect wrong = client("another-secret", provider.issuer())) {
            Question question = wrong.question();
            String code = code(wrong, question);
            assertThatThrownBy(() -> wrong.redeem(question, code, REDIRECT))
                    .isInstanceOf(SignInException.class)
                    .hasMessageContaining("clientId and clientSecret")
                    .hasMessageNotContaining("another-secret");
        }
    }

    @Test
    void saysThatTheProviderCantBeReachedOrIsAnotherOne() {
        try (OpenIdConnect nowhere = client(SECRET, URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(() -> nowhere.address(nowhere.question(), REDIRECT))
                    .isInstanceOf(SignInException.class)
                    .hasMessageContaining("can't be reached");
        }
        URI other = URI.create(provider.issuer().toString().replace("127.0.0.1", "localhost"));
        try (OpenIdConnect elsewhere = client(SECRET, other)) {
            assertThatThrownBy(() -> elsewhere.address(elsewhere.question(), REDIRECT))
                    .isInstanceOf(SignInException.class)
                    .hasMessageContaining("calls itself otherwise");
        }
    }

    private OpenIdConnect client(String secret, URI issuer) {
        return new OpenIdConnect(
                new OpenIdConfig(
                        issuer, "storeledger", Secret.of(secret), List.of("openid", "email")),
                clock,
                new SecureRandom(),
                new SimpleMeterRegistry());
    }

    private String code(Question question) throws IOException, InterruptedException {
        return code(client, question);
    }

    /// What the browser does: it goes where it is sent, and brings a code back.
    private static String code(OpenIdConnect asker, Question question)
            throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            String back =
                    browser.send(
                                    HttpRequest.newBuilder(asker.address(question, REDIRECT))
                                            .build(),
                                    BodyHandlers.discarding())
                            .headers()
                            .firstValue("Location")
                            .orElseThrow();
            Matcher matcher = BACK.matcher(back);
            assertThat(matcher.matches()).isTrue();
            assertThat(matcher.group(2)).isEqualTo(question.state());
            return matcher.group(1);
        }
    }
}
