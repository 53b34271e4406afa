package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.stock.Level;
import io.storeledger.sandbox.netsuite.stock.Place;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Orders that are sent, billed, closed and credited.
class BillingTest {
    private static final Place TEE = new Place(101, 1);

    private SandboxApp sandbox;
    private AccountCaller caller;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        caller = new AccountCaller(sandbox).login();
        put(
                "customer/eid:C-1",
                "{\"companyName\":\"Acme\",\"subsidiary\":{\"id\":\"1\"},\"currencyList\":{\"items\":[{\"currency\":{\"id\":\"5\"}}]}}");
        sandbox.netSuite().stock().count(TEE, BigDecimal.TEN);
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void movesTheOrderOnAsItIsSentAndBilled() throws Exception {
        String order = order("SO-1", "");

        HttpResponse<String> noPlace = transform("salesOrder", order, "itemFulfillment", "{}");
        String fulfilment =
                made(
                        transform(
                                "salesOrder",
                                order,
                                "itemFulfillment",
                                "{\"inventoryLocation\":{\"id\":\"1\"},\"item\":{\"items\":[{\"line\":1,\"quantity\":1}]}}"));
        assertThat(Refusal.of(noPlace).detail()).contains("inventoryLocation");
        assertThat(status("salesOrder", order)).isEqualTo("D");
        assertThat(level().onHand()).isEqualByComparingTo("9");
        assertThat(level().committed()).isEqualByComparingTo("2");

        made(
                transform(
                        "salesOrder",
                        order,
                        "itemFulfillment",
                        "{\"inventoryLocation\":{\"id\":\"1\"}}"));
        assertThat(status("salesOrder", order)).isEqualTo("F");
        assertThat(level().onHand()).isEqualByComparingTo("7");
        assertThat(level().committed()).isZero();

        String invoice = made(transform("salesOrder", order, "invoice", ""));
        assertThat(status("salesOrder", order)).isEqualTo("G");
        ObjectNode bill = read("invoice", invoice);
        assertThat(Json.decimal(bill, "total"))
                .isEqualByComparingTo(Json.decimal(read("salesOrder", order), "total"))
                .isEqualByComparingTo("71.73");
        assertThat(Json.decimal(bill, "amountRemaining")).isEqualByComparingTo("71.73");
        assertThat(Json.text(bill.path("createdFrom"), "id")).isEqualTo(order);
        assertThat(Refusal.of(transform("salesOrder", order, "invoice", "")).code())
                .isEqualTo("USER_ERROR");

        caller.send("DELETE", "/record/v1/itemFulfillment/" + fulfilment, "");
        assertThat(level().onHand()).isEqualByComparingTo("8");
        assertThat(lines("salesOrder", order).getFirst().path("quantityFulfilled").decimalValue())
                .isEqualByComparingTo("2");
    }

    @Test
    void refusesTransformationsThatAreNot() throws Exception {
        String order = order("SO-1", "");

        Refusal credit = Refusal.of(transform("salesOrder", order, "creditMemo", "{}"));

        assertThat(credit.status()).isEqualTo(400);
        assertThat(credit.code()).isEqualTo("INVALID_REQUEST");
        assertThat(transform("salesOrder", "99", "invoice", "{}").statusCode()).isEqualTo(404);
        assertThat(Refusal.of(post("itemFulfillment", "{}")).code()).isEqualTo("USER_ERROR");
    }

    @Test
    void creditsAnInvoiceToTheCentAndNoMoreThanRemains() throws Exception {
        String order = order("SO-1", "");
        made(transform("salesOrder", order, "itemFulfillment", "{\"inventoryLocation\":1}"));
        String invoice = made(transform("salesOrder", order, "invoice", ""));
        String memo =
                """
                {"externalId":"%s","shippingCost":0,
                 "item":{"items":[{"line":1,"quantity":1}]},
                 "taxDetails":{"items":[{"taxDetailsReference":{"id":"L1"},"taxType":"1",
                   "taxCode":{"id":"1"},"taxBasis":19.95,"taxRate":8.25,"taxAmount":1.65}]},
                 "apply":{"items":[{"doc":{"id":"%s"},"line":0,"apply":true,"amount":%s}]}}
                """;

        HttpResponse<String> tooMuch =
                transform(
                        "invoice",
                        invoice,
                        "creditMemo?replace=item,taxDetails",
                        memo.formatted("CM-1", invoice, "21.61"));
        String credit =
                made(
                        transform(
                                "invoice",
                                invoice,
                                "creditMemo?replace=item,taxDetails",
                                memo.formatted("CM-1", invoice, "21.60")));

        assertThat(Refusal.of(tooMuch).code()).isEqualTo("USER_ERROR");
        ObjectNode shown = read("creditMemo", credit);
        assertThat(Json.decimal(shown, "total")).isEqualByComparingTo("21.60");
        assertThat(Json.decimal(shown, "amountRemaining")).isZero();
        assertThat(Json.text(shown.path("status"), "id")).isEqualTo("B");
        assertThat(Json.decimal(read("invoice", invoice), "amountRemaining"))
                .isEqualByComparingTo("50.13");
        assertThat(level().onHand()).as("one came back").isEqualByComparingTo("8");
        assertThat(Refusal.of(post("salesOrder", body("CM-1", "", ""))).detail())
                .contains("This record already exists.");
    }

    @Test
    void appliesByItselfWhenToldTo() throws Exception {
        String order = order("SO-1", "");
        String invoice = made(transform("salesOrder", order, "invoice", ""));

        String credit =
                made(
                        post(
                                "creditMemo",
                                "{\"entity\":{\"externalId\":\"C-1\"},\"autoApply\":true,\"item\":{\"items\":[{\"item\":{\"id\":\"10\"},\"amount\":100}]}}"));

        assertThat(Json.decimal(read("creditMemo", credit), "unapplied"))
                .isEqualByComparingTo("28.27");
        assertThat(status("invoice", invoice)).isEqualTo("B");
        assertThat(level().onHand()).as("money brings no goods back").isEqualByComparingTo("10");
    }

    @Test
    void refundsACashSaleInYen() throws Exception {
        String order = order("SO-1", ",\"currency\":{\"id\":\"5\"}");
        String sale = made(transform("salesOrder", order, "cashSale", "{\"paymentOption\":1}"));

        String refund =
                made(
                        transform(
                                "cashSale",
                                sale,
                                "cashRefund?replace=item,taxDetails",
                                "{\"shippingCost\":0,\"item\":{\"items\":[{\"item\":{\"id\":\"10\"},\"amount\":500}]},\"taxDetails\":{\"items\":[]}}"));

        assertThat(Json.text(read("cashSale", sale), "total")).isEqualTo("72");
        assertThat(Json.text(read("cashRefund", refund), "total")).isEqualTo("500");
        assertThat(Json.text(read("cashRefund", refund).path("createdFrom"), "id")).isEqualTo(sale);
    }

    @Test
    void closesLinesByTheirKey() throws Exception {
        String order =
                made(
                        post(
                                "salesOrder",
                                body("SO-1", "", ",{\"item\":{\"id\":\"102\"},\"quantity\":1}")));
        made(
                transform(
                        "salesOrder",
                        order,
                        "itemFulfillment",
                        "{\"inventoryLocation\":{\"id\":\"1\"},\"item\":{\"items\":[{\"line\":2,\"itemReceive\":false}]}}"));
        assertThat(status("salesOrder", order)).isEqualTo("D");

        HttpResponse<String> closed = patch(order, 2);

        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(204);
        assertThat(status("salesOrder", order)).isEqualTo("F");
        patch(order, 1);
        assertThat(status("salesOrder", order)).isEqualTo("H");
        assertThat(lines("salesOrder", order)).allMatch(line -> line.path("isClosed").asBoolean());
    }

    @Test
    void releasesTheStockOfClosedLines() throws Exception {
        String order = order("SO-1", "");
        assertThat(level().available()).isEqualByComparingTo("7");

        patch(order, 1);

        assertThat(level().available()).isEqualByComparingTo("10");
        assertThat(status("salesOrder", order)).isEqualTo("H");
    }

    @Test
    void takesDepositsAndRefundsThem() throws Exception {
        String deposit =
                made(
                        post(
                                "customerDeposit",
                                "{\"customer\":{\"externalId\":\"C-1\"},\"payment\":10}"));
        String refund =
                made(
                        post(
                                "customerRefund",
                                "{\"customer\":{\"externalId\":\"C-1\"},\"deposit\":{\"items\":[{\"doc\":{\"id\":\"%s\"},\"apply\":true,\"amount\":4}]}}"
                                        .formatted(deposit)));

        assertThat(Json.decimal(read("customerRefund", refund), "total")).isEqualByComparingTo("4");
    }

    private String order(String externalId, String more) throws Exception {
        return made(post("salesOrder", body(externalId, more, "")));
    }

    private static String body(String externalId, String more, String lines) {
        return """
        {"externalId":"%s","entity":{"externalId":"C-1"},"shippingCost":5.95%s,
         "taxDetailsOverride":true,
         "item":{"items":[
           {"item":{"id":"101"},"quantity":3,"rate":19.95,"taxDetailsReference":"L1"}%s]},
         "taxDetails":{"items":[{"taxDetailsReference":{"id":"L1"},"taxType":"1",
           "taxCode":{"id":"1"},"taxBasis":59.85,"taxRate":8.25,"taxAmount":4.94},
           {"taxDetailsReference":{"id":"SHIPPING"},"taxType":"1",
           "taxCode":{"id":"1"},"taxBasis":5.95,"taxRate":16.64,"taxAmount":0.99}]}}
        """
                .formatted(externalId, more, lines);
    }

    private Level level() {
        return sandbox.netSuite().stock().level(TEE).orElseThrow();
    }

    private HttpResponse<String> patch(String order, int line) throws Exception {
        return caller.send(
                "PATCH",
                "/record/v1/salesOrder/" + order,
                "{\"item\":{\"items\":[{\"line\":%d,\"isClosed\":true}]}}".formatted(line));
    }

    private String status(String type, String id) throws Exception {
        return Json.text(read(type, id).path("status"), "id");
    }

    private List<ObjectNode> lines(String type, String id) throws Exception {
        return Json.objects(read(type, id).path("item"), "items");
    }

    private ObjectNode read(String type, String id) throws Exception {
        return Json.parseObject(
                caller.send("GET", "/record/v1/" + type + "/" + id + "?expandSubResources=true", "")
                        .body());
    }

    private HttpResponse<String> transform(String type, String id, String target, String body)
            throws Exception {
        return caller.send(
                "POST",
                "/record/v1/%s/%s/!transform/%s".formatted(type, id, target),
                body,
                "X-NetSuite-PropertyNameValidation",
                "Error");
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return caller.send("POST", "/record/v1/" + type, body);
    }

    private void put(String path, String body) throws Exception {
        assertThat(caller.send("PUT", "/record/v1/" + path, body).statusCode()).isEqualTo(204);
    }

    private static String made(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
        String location = response.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
