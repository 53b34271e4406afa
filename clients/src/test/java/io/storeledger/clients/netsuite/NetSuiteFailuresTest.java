package io.storeledger.clients.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.http.ApiException.Transient;
import io.storeledger.clients.http.ApiException.Unauthorized;
import io.storeledger.common.json.Json;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetSuiteFailuresTest {
    @StartStop private final MockWebServer server = new MockWebServer();

    static Stream<Arguments> failures() {
        return Stream.of(
                named("wrong field", 400, "INVALID_CONTENT", "Invalid Field Value", Refused.class),
                named("wrong reference", 400, "INVALID_KEY_OR_REF", "No such", Refused.class),
                named("user error", 400, "USER_ERROR", "Enter a value", Refused.class),
                named("permission", 403, "INSUFFICIENT_PERMISSION", "You may not", Refused.class),
                named("permission 400", 400, "INSUFFICIENT_PERMISSION", "Not", Refused.class),
                named("role", 403, "INVALID_LOGIN", "Invalid login", Unauthorized.class),
                named("absent", 404, "NONEXISTENT_ID", "Record does not exist.", NotFound.class),
                named("wrong method", 405, "METHOD_NOT_ALLOWED", "No", Refused.class),
                named("our fault", 500, "UNEXPECTED_ERROR", "Error ID: jrgb1", Transient.class),
                argumentSet("plain 403", html(403), Unauthorized.class),
                argumentSet("plain 404", html(404), NotFound.class),
                argumentSet("maintenance page", html(503), Transient.class),
                argumentSet("bad gateway", html(502), Transient.class),
                argumentSet("page where JSON should be", html(200), Transient.class),
                argumentSet("redirect", html(302), Refused.class),
                argumentSet("not implemented", html(501), Refused.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sortsEachFailure(MockResponse answer, Class<? extends ApiException> kind) {
        ApiException failure = failure(answer);

        assertThat(failure).isExactlyInstanceOf(kind);
        assertThat(failure).hasMessageStartingWith("NetSuite create salesOrder");
    }

    @Test
    void saysWhereAndWhyARecordWasRefused() {
        Refused refused =
                (Refused) failure(Account.error(400, "INVALID_KEY_OR_REF", "Invalid entity 9."));

        assertThat(refused.code()).isEqualTo("INVALID_KEY_OR_REF");
        assertThat(refused.path()).isEqualTo("entity");
        assertThat(refused.detail()).isEqualTo("Invalid entity 9.");
    }

    @Test
    void joinsSeveralDetails() {
        Refused refused =
                (Refused)
                        failure(
                                Account.json(
                                        400,
                                        """
                                        {"o:errorDetails":[
                                        {"detail":"One.","o:errorCode":"USER_ERROR"},
                                        {"detail":"Two.","o:errorCode":"INVALID_CONTENT"}]}
                                        """));

        assertThat(refused.detail()).isEqualTo("One.; Two.");
        assertThat(refused.code()).isEqualTo("USER_ERROR");
    }

    @Test
    void knowsARecordThatExistsAndOneThatIsLocked() {
        Refused exists =
                (Refused) failure(Account.error(400, "USER_ERROR", "This record already exists."));
        Refused locked =
                (Refused)
                        failure(
                                Account.error(
                                        400,
                                        "USER_ERROR",
                                        "This record has been locked by a user defined workflow."));

        assertThat(exists.alreadyExists()).isTrue();
        assertThat(exists.locked()).isFalse();
        assertThat(locked.locked()).isTrue();
    }

    @Test
    void keepsTheErrorIdForSupportAndDoubtsTheWrite() {
        Transient failure =
                (Transient) failure(Account.error(500, "UNEXPECTED_ERROR", "Error ID: jrgb1"));

        assertThat(failure).hasMessageContaining("jrgb1");
        assertThat(failure.mayHaveBeenDone()).isTrue();
        assertThat(failure.status()).isEqualTo(500);
    }

    private ApiException failure(MockResponse answer) {
        server.setDispatcher(Account.answering(answer));
        try (NetSuiteClient client = Account.client(server, new SimpleMeterRegistry())) {
            return catchThrowableOfType(
                    ApiException.class, () -> client.create("salesOrder", Json.object()));
        }
    }

    private static Arguments named(
            String name, int status, String code, String detail, Class<?> kind) {
        return argumentSet(name, Account.error(status, code, detail), kind);
    }

    private static MockResponse html(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "text/html")
                .body("<html>We are down</html>")
                .build();
    }
}
