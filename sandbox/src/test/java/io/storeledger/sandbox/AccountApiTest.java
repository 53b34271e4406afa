package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AccountApiTest {
    private static final String CUSTOMER =
            "{\"isPerson\":true,\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"subsidiary\":{\"id\":\"1\"}}";
    private static final String LINE = "{\"item\":{\"id\":\"101\"},\"quantity\":2,\"rate\":19.95}";

    private SandboxApp sandbox;
    private AccountCaller caller;

    @BeforeEach
    void start() throws Exception {
        sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults()
                                .withNetSuite(
                                        NetSuiteConfig.defaults()
                                                .withTimes(
                                                        Duration.ofMillis(100),
                                                        Duration.ofMillis(1))),
                        Clock.systemUTC(),
                        new Random(1));
        caller = new AccountCaller(sandbox).login();
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void givesATokenForARightAssertionOnly() throws Exception {
        assertThat(token(AccountCaller.KID, c -> c)).isEqualTo("200 ");
        assertThat(token("other", c -> c)).isEqualTo("401 invalid_client");
        assertThat(token(AccountCaller.KID, c -> c.audience("https://elsewhere.invalid")))
                .isEqualTo("400 invalid_grant");
        assertThat(token(AccountCaller.KID, c -> c.issuer("nobody")))
                .isEqualTo("401 invalid_client");
        assertThat(
                        token(
                                AccountCaller.KID,
                                c -> c.expirationTime(Date.from(Instant.now().plusSeconds(3700)))))
                .isEqualTo("400 invalid_grant");
        assertThat(
                        token(
                                AccountCaller.KID,
                                c -> c.expirationTime(Date.from(Instant.now().minusSeconds(5)))))
                .isEqualTo("400 invalid_grant");
        assertThat(token(AccountCaller.KID, c -> c.claim("scope", "restlets")))
                .isEqualTo("400 invalid_scope");
        assertThat(sandbox.netSuite().loginAuditTrail())
                .anyMatch(line -> line.startsWith("WrongAudience"));
    }

    @Test
    void answersRs256WithA500AndTakesPs256() throws Exception {
        RSAKey key = new RSAKeyGenerator(3072).generate();
        sandbox.netSuite().registerCertificate("rsa", key.toRSAPublicKey());

        assertThat(caller.requestToken(signed(key, JWSAlgorithm.RS256)).statusCode())
                .isEqualTo(500);
        assertThat(caller.requestToken(signed(key, JWSAlgorithm.PS256)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesCallsOnceTokensAreRevoked() throws Exception {
        sandbox.netSuite().revokeTokens();

        HttpResponse<String> refused = caller.send("GET", "/record/v1/customer/1", "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
        assertThat(code(refused)).isEqualTo("INVALID_LOGIN");
    }

    @Test
    void createsAndUpsertsWithLocation() throws Exception {
        HttpResponse<String> made = put("customer/eid:BC-C-1", CUSTOMER);
        HttpResponse<String> again = put("customer/eid:BC-C-1", "{\"phone\":\"1\"}");

        assertThat(made.statusCode()).isEqualTo(204);
        assertThat(made.body()).isEmpty();
        assertThat(location(made)).isEqualTo(location(again));
        JsonNode read = tree(caller.send("GET", "/record/v1/customer/eid:BC-C-1", ""));
        assertThat(Json.text(read, "firstName")).isEqualTo("Ada");
        assertThat(Json.text(read, "phone")).isEqualTo("1");
        assertThat(Json.text(read, "externalId")).isEqualTo("BC-C-1");
        assertThat(code(caller.send("GET", "/record/v1/customer/eid:none", "")))
                .isEqualTo("NONEXISTENT_ID");
    }

    @Test
    void sharesExternalIdsAmongTheRecordsOfAGroup() throws Exception {
        order("X-1", LINE);

        HttpResponse<String> posted =
                caller.send(
                        "POST",
                        "/record/v1/creditMemo",
                        "{\"externalId\":\"X-1\",\"entity\":{\"externalId\":\"BC-C-1\"},\"item\":{\"items\":["
                                + LINE
                                + "]}}");
        HttpResponse<String> entity =
                caller.send(
                        "POST",
                        "/record/v1/customer",
                        CUSTOMER.replace("{\"isPerson", "{\"externalId\":\"BC-C-1\",\"isPerson"));

        assertThat(detail(posted)).contains("This record already exists.");
        assertThat(detail(entity)).contains("This entity already exists.");
        assertThat(put("customer/eid:a|b", CUSTOMER.replace("|", "%7C")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void appendsLinesUnlessToldToReplaceThem() throws Exception {
        order("SO-1", LINE);
        order("SO-1", LINE);
        assertThat(lines("SO-1")).hasSize(2);

        put(
                "salesOrder/eid:SO-1?replace=item",
                "{\"item\":{\"items\":[{\"line\":2,\"quantity\":5}]}}");

        assertThat(lines("SO-1")).hasSize(1);
        assertThat(Json.decimal(lines("SO-1").getFirst(), "amount")).isEqualByComparingTo("99.75");
        assertThat(total("SO-1")).isEqualByComparingTo("99.75");
    }

    @Test
    void computesTotalsFromLinesDiscountShippingAndTaxDetails() throws Exception {
        put("customer/eid:BC-C-1", CUSTOMER);

        HttpResponse<String> made =
                put(
                        "salesOrder/eid:SO-2?replace=item,taxDetails",
                        """
                        {"entity":{"externalId":"BC-C-1"},"shippingCost":7.50,"handlingCost":1,
                         "discountItem":{"id":"11"},"discountRate":-4.00,
                         "taxDetailsOverride":true,
                         "item":{"items":[
                           {"item":{"id":"101"},"quantity":3,"rate":0.333,"taxDetailsReference":"L1"},
                           {"item":{"id":"102"},"quantity":2,"rate":5,"amount":9.99}]},
                         "taxDetails":{"items":[
                           {"taxDetailsReference":{"id":"L1"},"taxType":"1","taxCode":{"id":"1"},
                            "taxBasis":1.00,"taxRate":8.25,"taxAmount":0.08},
                           {"taxDetailsReference":{"id":"SHIPPING"},"taxType":"1","taxCode":{"id":"1"},
                            "taxBasis":7.50,"taxRate":8.25,"taxAmount":0.62}]}}
                        """);

        assertThat(made.statusCode()).isEqualTo(204);
        JsonNode order = sandbox.netSuite().byExternalId("salesOrder", "SO-2").orElseThrow();
        assertThat(Json.decimal(order, "subtotal")).isEqualByComparingTo("10.99");
        assertThat(Json.decimal(order, "taxTotal")).isEqualByComparingTo("0.70");
        assertThat(Json.decimal(order, "total")).isEqualByComparingTo("16.19");
        assertThat(Json.text(order.path("status"), "id")).isEqualTo("B");
    }

    @Test
    void refusesATaxDetailOfNoLine() throws Exception {
        put("customer/eid:BC-C-1", CUSTOMER);

        HttpResponse<String> refused =
                put(
                        "salesOrder/eid:SO-3",
                        "{\"entity\":{\"externalId\":\"BC-C-1\"},\"taxDetailsOverride\":true,\"item\":{\"items\":["
                                + LINE
                                + "]},\"taxDetails\":{\"items\":[{\"taxDetailsReference\":{\"id\":\"NONE\"},\"taxAmount\":1}]}}");

        assertThat(path(refused)).isEqualTo("taxDetails.items[0].taxDetailsReference");
    }

    @Test
    void dropsUnknownNamesUnlessToldToRefuseThem() throws Exception {
        String body =
                CUSTOMER.replace(
                        "{\"isPerson", "{\"frstName\":\"x\",\"custentity_a\":1,\"isPerson");

        HttpResponse<String> refused =
                caller.send(
                        "PUT",
                        "/record/v1/customer/eid:C-1",
                        body,
                        "X-NetSuite-PropertyNameValidation",
                        "Error");
        HttpResponse<String> dropped = put("customer/eid:C-1", body);

        assertThat(code(refused)).isEqualTo("INVALID_CONTENT");
        assertThat(path(refused)).isEqualTo("frstName");
        assertThat(dropped.statusCode()).isEqualTo(204);
        JsonNode read = sandbox.netSuite().byExternalId("customer", "C-1").orElseThrow();
        assertThat(read.has("frstName")).isFalse();
        assertThat(read.has("custentity_a")).isTrue();
    }

    @Test
    void checksOneWorldAndReferences() throws Exception {
        put("customer/eid:BC-C-1", CUSTOMER);
        String start =
                "{\"entity\":{\"externalId\":\"BC-C-1\"},\"item\":{\"items\":[" + LINE + "]}";

        assertThat(detail(put("customer/eid:C-2", CUSTOMER.replace("\"subsidiary\"", "\"class\""))))
                .contains("Subsidiary");
        assertThat(path(put("salesOrder/eid:A", start + ",\"subsidiary\":{\"id\":\"2\"}}")))
                .isEqualTo("subsidiary");
        assertThat(path(put("salesOrder/eid:A", start + ",\"location\":{\"id\":\"2\"}}")))
                .isEqualTo("location");
        assertThat(path(put("salesOrder/eid:A", start + ",\"currency\":{\"id\":\"2\"}}")))
                .isEqualTo("currency");
        assertThat(path(put("salesOrder/eid:A", start + ",\"shipMethod\":{\"id\":\"99\"}}")))
                .isEqualTo("shipMethod");
        assertThat(path(put("salesOrder/eid:A", start.replace("\"101\"", "\"9999\"") + "}")))
                .isEqualTo("item.items[0].item");
        assertThat(path(put("salesOrder/eid:A", start.replace("BC-C-1", "BC-C-9") + "}")))
                .isEqualTo("entity");
        assertThat(put("salesOrder/eid:A", start + ",\"location\":{\"id\":\"3\"}}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void keepsTheLinesOfAnOrderThatIsFulfilled() throws Exception {
        order("SO-1", LINE);
        sandbox.netSuite().fulfil("SO-1");

        HttpResponse<String> lines =
                put("salesOrder/eid:SO-1?replace=item", "{\"item\":{\"items\":[" + LINE + "]}}");
        HttpResponse<String> memo = put("salesOrder/eid:SO-1", "{\"memo\":\"later\"}");

        assertThat(code(lines)).isEqualTo("USER_ERROR");
        assertThat(memo.statusCode()).isEqualTo(204);
        JsonNode order = sandbox.netSuite().byExternalId("salesOrder", "SO-1").orElseThrow();
        assertThat(Json.text(order.path("status"), "id")).isEqualTo("F");
    }

    @Test
    void letsOnlySoManyCallsInAtOnce() throws Exception {
        put("customer/eid:BC-C-1", CUSTOMER);
        sandbox.netSuite().concurrencyLimit(2);
        sandbox.netSuite().latency(Duration.ofMillis(300));

        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 6)
                        .mapToObj(i -> caller.later("GET", "/record/v1/customer/eid:BC-C-1", ""))
                        .toList();
        List<Integer> statuses =
                calls.stream().map(call -> call.join().statusCode()).sorted().toList();

        assertThat(statuses).contains(200, 429);
        assertThat(sandbox.netSuite().maxInFlight()).isEqualTo(2);
        assertThat(sandbox.netSuite().concurrencyRefusals()).isPositive();
        assertThat(sandbox.netSuite().inFlight()).isZero();
        HttpResponse<String> refused =
                calls.stream()
                        .map(CompletableFuture::join)
                        .filter(r -> r.statusCode() == 429)
                        .findFirst()
                        .orElseThrow();
        assertThat(code(refused)).isEqualTo("CONCURRENCY_LIMIT_EXCEEDED");
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void losesTheAnswerAfterTheWriteIsDone() throws Exception {
        sandbox.faults().next(Fault.NETSUITE_LOST_ANSWER, 1);
        // A cut PUT is repeated by the JDK's client itself, a POST is not.
        String body = CUSTOMER.replace("{\"isPerson", "{\"externalId\":\"C-1\",\"isPerson");

        assertThatThrownBy(() -> caller.send("POST", "/record/v1/customer", body))
                .isInstanceOf(IOException.class);

        assertThat(sandbox.netSuite().byExternalId("customer", "C-1")).isPresent();
        assertThat(detail(caller.send("POST", "/record/v1/customer", body)))
                .contains("already exists");
    }

    @Test
    void failsInEachWayThatIsSwitchedOn() throws Exception {
        sandbox.faults().next(Fault.NETSUITE_500, 1);
        assertThat(detail(put("customer/eid:C-1", CUSTOMER))).contains("Error ID:");
        assertThat(sandbox.netSuite().recordCount("customer")).isZero();
        sandbox.faults().next(Fault.NETSUITE_LOCKED, 1);
        assertThat(detail(put("customer/eid:C-1", CUSTOMER))).contains("locked by a user");
        sandbox.faults().next(Fault.NETSUITE_503, 1);
        assertThat(put("customer/eid:C-1", CUSTOMER).body()).startsWith("<html>");
        sandbox.faults().next(Fault.NETSUITE_429, 2);
        sandbox.faults().next(Fault.NETSUITE_CONCURRENCY_400, 1);
        HttpResponse<String> as400 = put("customer/eid:C-1", CUSTOMER);
        assertThat(as400.statusCode()).isEqualTo(400);
        assertThat(code(as400)).isEqualTo("CONCURRENCY_LIMIT_EXCEEDED");
        sandbox.faults().next(Fault.NETSUITE_CONCURRENCY_STALL, 1);
        assertThat(put("customer/eid:C-1", CUSTOMER).statusCode()).isEqualTo(401);
        sandbox.faults().next(Fault.NETSUITE_500_AFTER_WRITE, 1);
        assertThat(put("customer/eid:C-1", CUSTOMER).statusCode()).isEqualTo(500);
        assertThat(sandbox.netSuite().recordCount("customer")).isEqualTo(1);
        sandbox.faults().next(Fault.NETSUITE_TOKEN_REVOKED, 1);
        assertThat(put("customer/eid:C-1", CUSTOMER).statusCode()).isEqualTo(401);
    }

    @Test
    void answersQueriesAsSuiteQlDoes() throws Exception {
        order("SO-1", LINE);

        JsonNode items =
                tree(
                        caller.query(
                                "SELECT id, itemId AS theSku, baseprice FROM item WHERE itemid IN"
                                        + " (?, ?) ORDER BY id",
                                "[\"SB-MUG-RED\",\"SB-TEE-RED\"]"));
        JsonNode orders =
                tree(
                        caller.query(
                                "SELECT t.id, t.externalid,"
                                    + " TO_CHAR(t.lastmodifieddate,'YYYY-MM-DD') d FROM transaction"
                                    + " t WHERE t.type = 'SalesOrd' AND t.externalid IN (?)",
                                "[\"SO-1\"]"));
        HttpResponse<String> unknown = caller.query("SELECT foo FROM item", "[]");
        HttpResponse<String> noHeader =
                caller.send("POST", "/query/v1/suiteql", "{\"q\":\"SELECT id FROM item\"}");

        assertThat(Json.number(items, "count")).isEqualTo(2);
        JsonNode first = items.path("items").path(0);
        assertThat(Json.text(first, "thesku")).isEqualTo("SB-TEE-RED");
        assertThat(first.path("id").isString()).isTrue();
        assertThat(first.path("links").isArray()).isTrue();
        assertThat(Json.text(orders.path("items").path(0), "d")).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(detail(unknown))
                .isEqualTo("Invalid search query. Search error occurred: Field 'foo' not found.");
        assertThat(noHeader.statusCode()).isEqualTo(400);
        assertThat(
                        Json.text(
                                tree(caller.query(
                                                "SELECT COUNT(*) FROM item WHERE UPPER(itemid) ="
                                                        + " 'SB-TEE-RED'",
                                                "[]"))
                                        .path("items")
                                        .path(0),
                                "expr1"))
                .isEqualTo("1");
    }

    @Test
    void pagesQueries() throws Exception {
        for (int i = 0; i < 25; i++) {
            sandbox.netSuite().addItem("PAGED-" + i, "InvtPart", Map.of());
        }
        String body = "{\"q\":\"SELECT id FROM item WHERE itemid LIKE 'PAGED-%' ORDER BY id\"}";

        JsonNode page =
                tree(
                        caller.send(
                                "POST",
                                "/query/v1/suiteql?limit=10&offset=20",
                                body,
                                "Prefer",
                                "transient"));
        HttpResponse<String> odd =
                caller.send(
                        "POST", "/query/v1/suiteql?limit=10&offset=5", body, "Prefer", "transient");

        assertThat(Json.number(page, "count")).isEqualTo(5);
        assertThat(Json.number(page, "totalResults")).isEqualTo(25);
        assertThat(page.path("hasMore").asBoolean()).isFalse();
        assertThat(odd.statusCode()).isEqualTo(400);
    }

    @Test
    void countsWritesWithTheirConcurrency() throws Exception {
        order("SO-1", LINE);

        Awaitility.await().until(() -> sandbox.netSuite().writes().size() == 2);
        assertThat(sandbox.netSuite().writes())
                .allMatch(write -> write.concurrency() == 1)
                .anyMatch(write -> write.externalId().equals("SO-1"));
    }

    private void order(String externalId, String line) throws Exception {
        put("customer/eid:BC-C-1", CUSTOMER);
        HttpResponse<String> made =
                put(
                        "salesOrder/eid:" + externalId,
                        "{\"entity\":{\"externalId\":\"BC-C-1\"},\"item\":{\"items\":["
                                + line
                                + "]}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(204);
    }

    private List<ObjectNode> lines(String externalId) {
        return Json.objects(
                sandbox.netSuite()
                        .byExternalId("salesOrder", externalId)
                        .orElseThrow()
                        .path("item"),
                "items");
    }

    private BigDecimal total(String externalId) {
        return Json.decimal(
                sandbox.netSuite().byExternalId("salesOrder", externalId).orElseThrow(), "total");
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return caller.send("PUT", "/record/v1/" + path.replace("|", "%7C"), body);
    }

    private String token(String kid, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        HttpResponse<String> answer = caller.requestToken(caller.assertion(kid, change));
        return answer.statusCode() + " " + Json.text(tree(answer), "error");
    }

    private String signed(RSAKey key, JWSAlgorithm algorithm) throws Exception {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(algorithm).keyID("rsa").build(),
                        caller.claims().build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode tree(HttpResponse<String> response) {
        return Json.parseObject(response.body());
    }

    private static String code(HttpResponse<String> response) {
        return Json.text(tree(response).path("o:errorDetails").path(0), "o:errorCode");
    }

    private static String detail(HttpResponse<String> response) {
        return Json.text(tree(response).path("o:errorDetails").path(0), "detail");
    }

    private static String path(HttpResponse<String> response) {
        return Json.text(tree(response).path("o:errorDetails").path(0), "o:errorPath");
    }
}
