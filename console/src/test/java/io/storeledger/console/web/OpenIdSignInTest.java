package io.storeledger.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.signin.OpenIdConfig;
import io.storeledger.clients.signin.OpenIdConnect;
import io.storeledger.common.config.Secret;
import io.storeledger.common.trace.Tracing;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.access.AccessConfig.OpenId;
import io.storeledger.console.access.OpenIdSignIn;
import io.storeledger.console.access.Role;
import io.storeledger.console.access.Sessions;
import io.storeledger.sandbox.identity.IdentitySandbox;
import io.storeledger.sandbox.identity.Slip;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signing in by OpenID Connect, as a browser does it. The console's own address is
/// `https://ledger.example.com`; the test stands in for the proxy before it.
class OpenIdSignInTest {
    private static final URI URL = URI.create("https://ledger.example.com");
    private static final String SECRET = "the-clients-secret-of-32-characters";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static IdentitySandbox provider;
    private static OpenIdSignIn signIn;
    private static WebServer server;

    @BeforeAll
    static void start() {
        Clock clock = Clock.systemUTC();
        provider = IdentitySandbox.start("storeledger", SECRET, clock);
        var config =
                new AccessConfig(
                        Optional.of(URL),
                        Optional.empty(),
                        Duration.ofHours(1),
                        List.of(),
                        Optional.of(
                                new OpenId(
                                        new OpenIdConfig(
                                                provider.issuer(),
                                                "storeledger",
                                                Secret.of(SECRET),
                                                List.of("openid")),
                                        "email",
                                        "groups",
                                        Map.of(
                                                Role.LOOK, List.of("staff"),
                                                Role.ACT, List.of("ops")))));
        signIn =
                new OpenIdSignIn(
                        config.openId().orElseThrow(),
                        new OpenIdConnect(
                                config.openId().orElseThrow().provider(),
                                clock,
                                new SecureRandom(),
                                new SimpleMeterRegistry()),
                        URL,
                        clock);
        server =
                new WebServer(
                        "127.0.0.1",
                        0,
                        new Access(
                                config,
                                new Sessions(clock, new SecureRandom(), config.session()),
                                clock),
                        Optional.of(signIn),
                        Tracing.OFF,
                        List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        signIn.close();
        provider.close();
        HTTP.close();
    }

    @BeforeEach
    void maria() {
        provider.slip(Slip.NONE);
        provider.person(
                "00u1", Map.of("email", "maria@example.com", "groups", List.of("staff", "ops")));
    }

    @Test
    void signsInWithTheRolesThatTheClaimGives() throws Exception {
        HttpResponse<String> begun = get("/sign-in/openid", "");
        assertThat(cookie(begun))
                .contains("HttpOnly", "SameSite=Lax", "Secure", "storeledger-sign-in=");

        HttpResponse<String> ended = get(back(begun), kept(begun));

        assertThat(location(ended)).isEqualTo("/");
        String session =
                ended.headers().allValues("Set-Cookie").stream()
                        .filter(one -> one.startsWith("storeledger-session="))
                        .findFirst()
                        .orElseThrow();
        assertThat(session).contains("HttpOnly", "SameSite=Strict", "Secure");
        HttpResponse<String> me = get("/api/v1/me", session.substring(0, session.indexOf(';')));
        assertThat(me.body())
                .contains("\"name\":\"maria@example.com\"", "LOOK", "ACT")
                .doesNotContain("PAYLOADS");
    }

    @Test
    void refusesAnAnswerThatThisBrowserDidNotAskFor() throws Exception {
        HttpResponse<String> victims = get("/sign-in/openid", "");
        HttpResponse<String> attackers = get("/sign-in/openid", "");
        String answer = back(attackers);

        assertThat(why(get(answer, ""))).contains("not begun in this browser");
        assertThat(why(get(answer, kept(victims)))).contains("not begun in this browser");
        assertThat(why(get("/sign-in/openid/callback?code=x&state=y", "storeledger-sign-in=y")))
                .contains("took too long or is over");
    }

    @Test
    void takesEachAnswerOnce() throws Exception {
        HttpResponse<String> begun = get("/sign-in/openid", "");
        String answer = back(begun);

        assertThat(location(get(answer, kept(begun)))).isEqualTo("/");
        assertThat(why(get(answer, kept(begun)))).contains("is over; begin again");
    }

    @Test
    void showsWhyTheProvidersWordDoesNotHold() throws Exception {
        provider.slip(Slip.WRONG_NONCE);
        HttpResponse<String> begun = get("/sign-in/openid", "");

        HttpResponse<String> ended = get(back(begun), kept(begun));

        assertThat(why(ended)).contains("answers another question");
        assertThat(ended.headers().allValues("Set-Cookie"))
                .noneMatch(one -> one.startsWith("storeledger-session="));
    }

    @Test
    void letsNobodyInToWhomNothingGivesARole() throws Exception {
        provider.person("00u2", Map.of("email", "guest@example.com"));
        HttpResponse<String> begun = get("/sign-in/openid", "");

        assertThat(why(get(back(begun), kept(begun)))).contains("nothing gives you a role");
    }

    @Test
    void tellsThePageHowToSignIn() throws Exception {
        assertThat(get("/api/v1/sign-in", "").body())
                .isEqualTo("{\"token\":false,\"openIdConnect\":\"/sign-in/openid\"}");
    }

    /// Goes to the provider, and gives the path that it sends the browser back to.
    private static String back(HttpResponse<String> begun)
            throws IOException, InterruptedException {
        String back =
                HTTP.send(
                                HttpRequest.newBuilder(URI.create(location(begun))).build(),
                                BodyHandlers.discarding())
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        assertThat(back).startsWith(URL + OpenIdSignIn.CALLBACK);
        return back.substring(URL.toString().length());
    }

    private static String kept(HttpResponse<String> begun) {
        String cookie = cookie(begun);
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String why(HttpResponse<String> answer) {
        String location = location(answer);
        assertThat(location).startsWith("/#/sign-in?why=");
        return URLDecoder.decode(location.substring(15), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> get(String path, String cookie)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
