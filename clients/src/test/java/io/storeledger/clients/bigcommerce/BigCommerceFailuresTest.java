package io.storeledger.clients.bigcommerce;

import static io.storeledger.clients.bigcommerce.Store.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BigCommerceFailuresTest {
    @StartStop private final MockWebServer server = new MockWebServer();

    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet("wrong token", html(401), Unauthorized.class),
                argumentSet("missing scope", html(403), Unauthorized.class),
                argumentSet("absent", html(404), NotFound.class),
                argumentSet("too slow", html(408), Transient.class),
                argumentSet("conflict", html(409), Refused.class),
                argumentSet("too many objects", html(413), Refused.class),
                argumentSet("invalid", html(422), Refused.class),
                argumentSet("locked", html(423), Transient.class),
                argumentSet("platform busy", html(429), Transient.class),
                argumentSet("server error", html(500), Transient.class),
                argumentSet("gone for good", html(501), Refused.class),
                argumentSet("bad gateway", html(502), Transient.class),
                argumentSet("unavailable", html(503), Transient.class),
                argumentSet("gateway timeout", html(504), Transient.class),
                argumentSet("wrong version", html(505), Refused.class),
                argumentSet("plan limit", html(507), Refused.class),
                argumentSet("redirect", html(301), Refused.class),
                argumentSet("page where JSON should be", html(200), Transient.class),
                argumentSet("cut short", cutShort(), Transient.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sortsEachFailure(MockResponse answer, Class<? extends ApiException> kind) {
        ApiException failure = failure(answer);

        assertThat(failure).isExactlyInstanceOf(kind);
        assertThat(failure).hasMessageStartingWith("BigCommerce time");
        assertThat(failure).message().doesNotContain("the-token", "<html>");
    }

    @Test
    void quotesV2sWords() {
        Refused refused =
                (Refused)
                        failure(
                                json(
                                        400,
                                        "[{\"status\":400,\"message\":\"The field 'x' is"
                                                + " invalid.\"}]"));

        assertThat(refused.code()).isEqualTo("HTTP 400");
        assertThat(refused.detail()).isEqualTo("The field 'x' is invalid.");
        assertThat(refused).hasMessageContaining("The field 'x' is invalid.");
    }

    @Test
    void quotesV3sWords() {
        Refused refused =
                (Refused)
                        failure(
                                json(
                                        422,
                                        "{\"status\":422,\"title\":\"Invalid.\",\"errors\":{\"id\":\"missing\"}}"));

        assertThat(refused.detail()).isEqualTo("Invalid.; id: missing");
    }

    @Test
    void tellsAProxysPageFromAnAnswer() {
        assertThat(failure(html(200))).hasMessageContaining("no JSON");
    }

    private ApiException failure(MockResponse answer) {
        // twice, for a read is sent again on a connection that broke
        server.enqueue(answer);
        server.enqueue(answer);
        try (BigCommerceClient client = Store.client(server, new SimpleMeterRegistry())) {
            return catchThrowableOfType(ApiException.class, client::time);
        }
    }

    private static MockResponse cutShort() {
        return json(200, "{\"time\":1772323200}")
                .newBuilder()
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
    }

    private static MockResponse html(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "text/html")
                .body("<html>We are down</html>")
                .build();
    }
}
