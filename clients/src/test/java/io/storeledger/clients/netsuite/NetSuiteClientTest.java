package io.storeledger.clients.netsuite;

import static io.storeledger.clients.netsuite.Account.error;
import static io.storeledger.clients.netsuite.Account.json;
import static io.storeledger.clients.netsuite.Account.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class NetSuiteClientTest {
    private static final MockResponse INVALID_LOGIN =
            error(401, "INVALID_LOGIN", "Invalid login attempt.");

    @StartStop private final MockWebServer server = new MockWebServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private NetSuiteClient client;

    @BeforeEach
    void open() {
        client = Account.client(server, meters);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void upsertsByExternalIdAndGivesTheInternalId() throws InterruptedException {
        server.setDispatcher(Account.answering(saved("4711")));
        ObjectNode body = Json.object().put("memo", "hello");

        String id = client.upsert("salesOrder", "BC-1-SO-100", body, "item", "taxDetails");

        assertThat(id).isEqualTo("4711");
        server.takeRequest();
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget())
                .isEqualTo(
                        "/services/rest/record/v1/salesOrder/eid:BC-1-SO-100?replace=item,taxDetails");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
        assertThat(request.getHeaders().get("X-NetSuite-PropertyNameValidation"))
                .isEqualTo("Error");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("Storeledger");
        assertThat(request.getBody().utf8()).isEqualTo("{\"memo\":\"hello\"}");
    }

    @Test
    void looksUpTheInternalIdWhenAnUpsertDoesNotTellIt() {
        server.setDispatcher(
                Account.answering(
                        new MockResponse.Builder().code(204).build(),
                        json(200, "{\"links\":[],\"id\":\"12\"}")));

        assertThat(client.upsert("customer", "BC-1-CUST-5", Json.object())).isEqualTo("12");
    }

    @Test
    void createsTransformsAndUpdates() throws InterruptedException {
        server.setDispatcher(Account.answering(saved("1"), saved("2"), saved("1")));

        assertThat(client.create("creditMemo", Json.object())).isEqualTo("1");
        assertThat(client.transform("invoice", "60", "creditMemo", Json.object())).isEqualTo("2");
        client.update("creditMemo", "1", Json.object(), "item");

        server.takeRequest();
        assertThat(server.takeRequest().getRequestLine())
                .startsWith("POST /services/rest/record/v1/creditMemo ");
        assertThat(server.takeRequest().getRequestLine())
                .startsWith("POST /services/rest/record/v1/invoice/60/!transform/creditMemo ");
        assertThat(server.takeRequest().getRequestLine())
                .startsWith("PATCH /services/rest/record/v1/creditMemo/1?replace=item ");
    }

    @Test
    void replacesLinesOfATransformationReadsSublistsAndDeletes() throws InterruptedException {
        server.setDispatcher(
                Account.answering(
                        saved("2"),
                        json(200, "{\"id\":\"2\"}"),
                        new MockResponse.Builder().code(204).build()));

        client.transform("invoice", "60", "creditMemo", Json.object(), "item");
        assertThat(client.getWithSublists("creditMemo", "2").path("id").asString()).isEqualTo("2");
        client.delete("creditMemo", "2");

        server.takeRequest();
        assertThat(server.takeRequest().getRequestLine())
                .startsWith(
                        "POST /services/rest/record/v1/invoice/60/!transform/creditMemo?replace=item"
                            + " ");
        assertThat(server.takeRequest().getRequestLine())
                .startsWith("GET /services/rest/record/v1/creditMemo/2?expandSubResources=true ");
        assertThat(server.takeRequest().getRequestLine())
                .startsWith("DELETE /services/rest/record/v1/creditMemo/2 ");
    }

    @Test
    void findsNothingWhereNetSuiteHasNoSuchRecord() {
        server.setDispatcher(
                Account.answering(
                        error(404, "NONEXISTENT_ID", "Record does not exist."),
                        error(400, "USER_ERROR", "Transaction type specified is incorrect."),
                        json(200, "{\"id\":\"7\",\"total\":19.10}")));

        assertThat(client.find("salesOrder", "BC-1")).isEmpty();
        assertThat(client.find("cashSale", "BC-1", "id")).isEmpty();
        assertThat(client.find("salesOrder", "BC-2", "id", "total"))
                .map(Json::text)
                .contains("{\"id\":\"7\",\"total\":19.10}");
    }

    @Test
    void readsSuiteQlPageByPageWithoutLinks() throws InterruptedException {
        server.setDispatcher(Account.answering(page(1000, true), page(3, false)));

        List<ObjectNode> rows = new ArrayList<>();
        client.suiteQl("SELECT id FROM item WHERE id > ?", List.of("5"))
                .forEachRemaining(rows::add);

        assertThat(rows).hasSize(1003);
        assertThat(rows.getFirst().has("links")).isFalse();
        server.takeRequest();
        RecordedRequest first = server.takeRequest();
        assertThat(first.getTarget()).endsWith("suiteql?limit=1000&offset=0");
        assertThat(first.getHeaders().get("Prefer")).isEqualTo("transient");
        assertThat(first.getBody().utf8())
                .isEqualTo("{\"q\":\"SELECT id FROM item WHERE id > ?\",\"params\":[\"5\"]}");
        assertThat(server.takeRequest().getTarget()).endsWith("suiteql?limit=1000&offset=1000");
    }

    @Test
    void renewsTheTokenOnceOnA401() throws InterruptedException {
        Account account = Account.answering(INVALID_LOGIN, saved("1"));
        server.setDispatcher(account);

        client.create("customer", Json.object());

        assertThat(account.tokens()).isEqualTo(2);
        List<String> used = new ArrayList<>();
        for (int call = 0; call < 4; call++) {
            String token = server.takeRequest().getHeaders().get("Authorization");
            if (token != null) {
                used.add(token);
            }
        }
        assertThat(used).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void isUnauthorizedWhenA401StaysForACallThatIsAlone() {
        Account account = Account.answering(INVALID_LOGIN);
        server.setDispatcher(account);

        assertThatThrownBy(() -> client.create("customer", Json.object()))
                .isInstanceOf(ApiException.Unauthorized.class)
                .hasMessageContaining("Login Audit Trail");
        assertThat(account.tokens()).isEqualTo(2);
    }

    @Test
    void sendsACallThatWasTurnedAwayAgainInPlace() {
        server.setDispatcher(
                Account.answering(
                        error(429, "CONCURRENCY_LIMIT_EXCEEDED", "Request blocked."),
                        error(400, "CONCURRENCY_LIMIT_EXCEEDED", "Request blocked."),
                        json(400, "{\"error\":{\"code\":\"SSS_REQUEST_LIMIT_EXCEEDED\"}}"),
                        new MockResponse.Builder().code(429).build(),
                        saved("9")));

        assertThat(client.create("salesOrder", Json.object())).isEqualTo("9");
        assertThat(meters.get("storeledger.netsuite.concurrency.refusals").counter().count())
                .isEqualTo(4);
        assertThat(meters.get("storeledger.netsuite.concurrency.limit").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void tellsTheCallerWhenACallIsTurnedAwayForLong() {
        server.setDispatcher(
                Account.answering(error(429, "CONCURRENCY_LIMIT_EXCEEDED", "Request blocked.")));

        ApiException.Transient failure =
                catchThrowableOfType(
                        ApiException.Transient.class,
                        () -> client.create("salesOrder", Json.object()));

        assertThat(failure.mayHaveBeenDone()).isFalse();
        assertThat(failure.status()).isEqualTo(429);
        assertThat(server.getRequestCount()).isEqualTo(1 + 1 + NetSuiteCalls.MOST_REFUSALS);
    }

    @Test
    void doubtsAWriteWhoseAnswerWasLostAndSendsItOnce() {
        Account account =
                Account.answering(
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build());
        server.setDispatcher(account);

        ApiException.Transient failure =
                catchThrowableOfType(
                        ApiException.Transient.class,
                        () -> client.create("salesOrder", Json.object()));

        assertThat(failure.mayHaveBeenDone()).isTrue();
        assertThat(failure.status()).isZero();
        assertThat(failure).hasMessageContaining("may have been done");
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(2);
    }

    @Test
    void doubtsNoReadWhoseAnswerWasLost() {
        server.setDispatcher(
                Account.answering(
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()));

        ApiException.Transient failure =
                catchThrowableOfType(
                        ApiException.Transient.class, () -> client.get("salesOrder", "1"));

        assertThat(failure.mayHaveBeenDone()).isFalse();
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        server.setDispatcher(Account.answering(saved("1")));

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client.create("salesOrder", Json.object()))
                .isInstanceOf(ApiException.Transient.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void timesEachCallByOperationAndOutcome() {
        server.setDispatcher(Account.answering(saved("1")));

        client.create("salesOrder", Json.object());

        assertThat(
                        meters.get("storeledger.api.calls")
                                .tags(
                                        "vendor", "netsuite",
                                        "operation", "create salesOrder",
                                        "outcome", "2xx")
                                .timer()
                                .count())
                .isEqualTo(1);
    }

    private static MockResponse page(int rows, boolean more) {
        String items =
                IntStream.range(0, rows)
                        .mapToObj("{\"links\":[],\"id\":\"%d\"}"::formatted)
                        .collect(Collectors.joining(","));
        return json(
                200,
                "{\"links\":[],\"count\":%d,\"hasMore\":%s,\"items\":[%s]}"
                        .formatted(rows, more, items));
    }
}
