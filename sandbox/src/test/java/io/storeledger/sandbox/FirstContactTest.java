package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.Access;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a client finds out about an account before it works with it.
class FirstContactTest {
    private SandboxApp sandbox;
    private AccountCaller caller;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        caller = new AccountCaller(sandbox).login();
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void refusesWhatTheRoleMayNot() throws Exception {
        Access access = sandbox.netSuite().access();

        access.deny("customer", Access.Denial.FORBIDDEN);
        Refusal forbidden = Refusal.of(caller.send("GET", "/record/v1/customer/1", ""));
        Refusal query = Refusal.of(caller.query("SELECT id FROM customer", "[]"));
        access.deny("customer", Access.Denial.USER_ERROR);
        Refusal user = Refusal.of(caller.send("GET", "/record/v1/customer/1", ""));
        access.allow("customer");

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo("INSUFFICIENT_PERMISSION");
        assertThat(query.code()).isEqualTo("INSUFFICIENT_PERMISSION");
        assertThat(user.code()).isEqualTo("USER_ERROR");
        assertThat(caller.send("GET", "/record/v1/customer/1", "").statusCode()).isEqualTo(404);
    }

    @Test
    void showsItsClock() throws Exception {
        sandbox.netSuite().clockAhead(Duration.ofMinutes(-10));

        HttpResponse<String> refused =
                caller.requestToken(caller.assertion(AccountCaller.KID, claims -> claims));

        assertThat(Json.text(Json.parseObject(refused.body()), "error")).isEqualTo("invalid_grant");
        assertThat(sandbox.netSuite().loginAuditTrail().getLast()).contains("TokenNotAcceptable");
        assertThat(refused.headers().allValues("Date")).hasSize(1);
        Instant date =
                ZonedDateTime.parse(
                                refused.headers().firstValue("Date").orElseThrow(),
                                DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
        assertThat(date).isBefore(Instant.now().minusSeconds(500));
    }

    @Test
    void tellsItsTimeByQuery() throws Exception {
        JsonNode row =
                Json.parseObject(
                                caller.query(
                                                "SELECT TO_CHAR(SYSDATE, 'YYYY-MM-DD') d FROM DUAL",
                                                "[]")
                                        .body())
                        .path("items")
                        .path(0);

        assertThat(Json.text(row, "d")).isEqualTo(Instant.now().toString().substring(0, 10));
    }

    @Test
    void describesTheFieldsOfItsRecords() throws Exception {
        assertThat(fields().has("taxDetailsOverride")).isTrue();
        assertThat(fields().has("subsidiary")).isTrue();

        sandbox.netSuite().features().suiteTax(false);
        sandbox.netSuite().features().oneWorld(false);

        assertThat(fields().has("taxDetailsOverride")).isFalse();
        assertThat(fields().has("subsidiary")).isFalse();
        assertThat(Refusal.of(caller.query("SELECT id FROM subsidiary", "[]")).detail())
                .contains("was not found");
    }

    @Test
    void tellsItsLimitsToAdministratorsOnly() throws Exception {
        String path = "/system/v1/governanceLimits";
        assertThat(caller.send("GET", path, "").statusCode()).isEqualTo(403);

        sandbox.netSuite().access().administrator(true);

        JsonNode limits = Json.parseObject(caller.send("GET", path, "").body());
        assertThat(Json.number(limits, "accountConcurrencyLimit")).isEqualTo(5);
    }

    private JsonNode fields() throws Exception {
        return Json.parseObject(
                        caller.send(
                                        "GET",
                                        "/record/v1/metadata-catalog?select=salesOrder",
                                        "",
                                        "Accept",
                                        "application/swagger+json")
                                .body())
                .path("components")
                .path("schemas")
                .path("salesOrder")
                .path("properties");
    }
}
