package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.shop.DraftLine;
import io.storeledger.sandbox.shop.OrderDraft;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class StoreApiTest {
    private static final String INCLUDE =
            "?include=consignments,consignments.line_items,fees&consignment_structure=object";

    private SandboxApp sandbox;
    private StoreCaller caller;

    @BeforeEach
    void start() {
        StoreConfig store =
                StoreConfig.defaults()
                        .withTimes(
                                Duration.ofMillis(300),
                                Duration.ofMillis(200),
                                Duration.ofMillis(1));
        sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults().withStore(store),
                        Clock.systemUTC(),
                        new Random(1));
        caller = new StoreCaller(sandbox);
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void refusesAWrongTokenInTheFormOfTheVersion() throws Exception {
        caller.token("wrong");

        assertThat(caller.get("/v2/time").statusCode()).isEqualTo(401);
        assertThat(caller.json("/v2/orders/1").isArray()).isTrue();
        assertThat(Json.number(caller.json("/v3/hooks"), "status")).isEqualTo(401);
    }

    @Test
    void refusesWhatNoScopeOpens() throws Exception {
        sandbox.close();
        StoreConfig store = StoreConfig.defaults().withScopes(Set.of());
        sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults().withStore(store),
                        Clock.systemUTC(),
                        new Random(1));
        caller = new StoreCaller(sandbox);

        assertThat(caller.get("/v2/orders").statusCode()).isEqualTo(403);
        assertThat(caller.get("/v3/hooks").statusCode()).isEqualTo(200);
    }

    @Test
    void opensOnlyWhatTheTokensScopesOpen() throws Exception {
        Map<String, String> scopeOf =
                Map.of(
                        "/v2/orders", "store_v2_orders_read_only",
                        "/v3/orders/payment_actions/refunds", "store_v2_orders_read_only",
                        "/v3/orders/1/transactions", "store_v2_transactions_read_only",
                        "/v3/customers", "store_v2_customers_read_only",
                        "/v3/catalog/products", "store_v2_products_read_only",
                        "/v3/inventory/items", "store_inventory_read_only",
                        "/v3/inventory/locations", "store_locations_read_only",
                        "/v2/store", "store_v2_information_read_only",
                        "/v3/settings/inventory", "store_v2_information_read_only");
        for (var each : scopeOf.entrySet()) {
            sandbox.store().scopes(Set.of());
            assertThat(caller.get(each.getKey()).statusCode()).as(each.getKey()).isEqualTo(403);
            sandbox.store().scopes(Set.of(each.getValue()));
            assertThat(caller.get(each.getKey()).statusCode())
                    .as(each.getKey())
                    .isIn(200, 204, 404);
        }
        assertThat(caller.send("PUT", "/v3/catalog/products", "[]").statusCode()).isEqualTo(403);
    }

    @Test
    void tellsATimeThatIsOffWhenToldTo() throws Exception {
        sandbox.store().clockSkew(Duration.ofMinutes(-20));

        long told = Json.number(caller.json("/v2/time"), "time");

        assertThat(told).isLessThan(Clock.systemUTC().instant().getEpochSecond() - 1100);
    }

    @Test
    void givesAnOrderWithLinksOrWithItsPartsInlined() throws Exception {
        long id = place(3);

        JsonNode linked = caller.json("/v2/orders/" + id);
        JsonNode inlined = caller.json("/v2/orders/" + id + INCLUDE);

        assertThat(Json.text(linked.path("products"), "resource"))
                .isEqualTo("/orders/" + id + "/products");
        assertThat(linked.path("consignments").has("url")).isTrue();
        assertThat(linked.has("taxes")).isFalse();
        JsonNode shipping = inlined.path("consignments").path("shipping").path(0);
        assertThat(shipping.path("line_items").size()).isEqualTo(3);
        assertThat(shipping.path("cost_ex_tax").isNumber()).isTrue();
        assertThat(Json.text(inlined, "date_created")).matches("\\w{3}, \\d\\d \\w{3} .* \\+0000");
        assertThat(Json.text(inlined, "date_shipped")).isEmpty();
    }

    @Test
    void inlinesNoMoreThanFiftyLinesAndPagesTheRest() throws Exception {
        long id = place(120);

        JsonNode inlined = caller.json("/v2/orders/" + id + INCLUDE);

        assertThat(inlined.path("consignments").path("shipping").path(0).path("line_items").size())
                .isEqualTo(50);
        assertThat(caller.json("/v2/orders/" + id + "/products").size()).isEqualTo(50);
        assertThat(caller.json("/v2/orders/" + id + "/products?limit=100&page=2").size())
                .isEqualTo(20);
        assertThat(caller.get("/v2/orders/" + id + "/products?page=4").statusCode()).isEqualTo(204);
        assertThat(caller.get("/v2/orders/" + id + "/products?limit=251").statusCode())
                .isEqualTo(413);
    }

    @Test
    void saysNothingWhereAListIsEmpty() throws Exception {
        HttpResponse<String> none = caller.get("/v2/orders");

        assertThat(none.statusCode()).isEqualTo(204);
        assertThat(none.body()).isEmpty();
        assertThat(caller.get("/v2/orders/" + place(1) + "/coupons").statusCode()).isEqualTo(204);
        assertThat(caller.get("/v2/orders/99999").statusCode()).isEqualTo(404);
    }

    @Test
    void filtersAndSortsOrders() throws Exception {
        long first = place(1);
        long second = place(1);
        sandbox.store().updateStatus(first, 2);

        assertThat(ids("/v2/orders?status_id=2")).containsExactly(first);
        assertThat(ids("/v2/orders?min_id=" + second)).containsExactly(second);
        assertThat(ids("/v2/orders?sort=id:desc")).containsExactly(second, first);
        assertThat(ids("/v2/orders?min_date_modified=2020-01-01T00:00:00Z&sort=date_modified:asc"))
                .hasSize(2);
        assertThat(
                        caller.get(
                                        "/v2/orders?min_date_modified=Fri,%2001%20Jan%202100%2000:00:00%20%2B0000")
                                .statusCode())
                .isEqualTo(204);
        assertThat(Json.number(caller.json("/v2/orders/count?status_id=2"), "count")).isEqualTo(1);
    }

    @Test
    void countsCallsAndRefusesThoseOverTheQuota() throws Exception {
        sandbox.store().quota(2);

        HttpResponse<String> allowed = caller.get("/v2/time");
        caller.get("/v2/time");
        HttpResponse<String> refused = caller.get("/v2/time");

        assertThat(allowed.headers().firstValue("X-Rate-Limit-Requests-Left")).hasValue("1");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("X-Rate-Limit-Time-Reset-Ms").getAsLong())
                .isBetween(1L, 30_000L);
    }

    @Test
    void keepsHooksAsDocumented() throws Exception {
        String body =
                "{\"scope\":\"store/order/*\",\"destination\":\"https://a.invalid/h\",\"headers\":{\"k\":\"v\"}}";

        HttpResponse<String> made = caller.send("POST", "/v3/hooks", body);
        HttpResponse<String> again = caller.send("POST", "/v3/hooks", body);
        HttpResponse<String> empty = caller.send("POST", "/v3/hooks", "{\"scope\":\"store/a\"}");

        long id = Json.number(StoreCaller.tree(made).path("data"), "id");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(Json.text(StoreCaller.tree(empty).path("errors"), "destination")).isNotEmpty();
        caller.send("PUT", "/v3/hooks/" + id, "{\"is_active\":false}");
        JsonNode listed = caller.json("/v3/hooks?is_active=false").path("data").path(0);
        assertThat(Json.text(listed.path("headers"), "k")).isEqualTo("v");
        assertThat(
                        Json.text(
                                caller.json("/v3/hooks/admin")
                                        .path("data")
                                        .path("hooks_list")
                                        .path(0),
                                "status"))
                .isEqualTo("inactive");
        assertThat(caller.send("DELETE", "/v3/hooks/" + id, "").statusCode()).isEqualTo(200);
        assertThat(caller.get("/v3/hooks/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void showsRefundsUnderTheirOrderAndById() throws Exception {
        long order = place(1);
        ObjectNode refund = Json.object().put("total_amount", 5);

        long id = sandbox.store().refund(order, refund, false);

        assertThat(
                        caller.json("/v3/orders/" + order + "/payment_actions/refunds")
                                .path("data")
                                .size())
                .isEqualTo(1);
        assertThat(
                        Json.number(
                                caller.json("/v3/orders/payment_actions/refunds/" + id)
                                        .path("data"),
                                "order_id"))
                .isEqualTo(order);
        assertThat(
                        caller.json(
                                        "/v3/orders/payment_actions/refunds?created:max=2001-01-01T00:00:00Z")
                                .path("data")
                                .size())
                .isZero();
        assertThat(Json.number(sandbox.store().order(order), "status_id")).isEqualTo(14);
    }

    @Test
    void givesCustomersByIdAndTheirAddressesWhenAsked() throws Exception {
        ObjectNode customer = Json.object().put("email", "a@shopper.invalid");
        customer.putArray("addresses").addObject().put("city", "Austin");
        long id = sandbox.store().addCustomer(customer);

        JsonNode plain = caller.json("/v3/customers?id:in=" + id).path("data");
        JsonNode full = caller.json("/v3/customers?include=addresses&id:in=" + id).path("data");

        assertThat(plain.path(0).has("addresses")).isFalse();
        assertThat(Json.text(full.path(0).path("addresses").path(0), "city")).isEqualTo("Austin");
        assertThat(caller.json("/v3/customers?id:in=777").path("data").size()).isZero();
        assertThat(caller.json("/v3/customers/addresses?customer_id:in=" + id).path("data").size())
                .isEqualTo(1);
    }

    @Test
    void failsInEachWayThatIsSwitchedOn() throws Exception {
        sandbox.faults().next(Fault.BIGCOMMERCE_429, 1);
        HttpResponse<String> limited = caller.get("/v2/time");
        sandbox.faults().next(Fault.BIGCOMMERCE_503, 1);
        HttpResponse<String> down = caller.get("/v2/time");
        sandbox.faults().next(Fault.BIGCOMMERCE_HTML, 1);
        HttpResponse<String> page = caller.get("/v2/time");
        // A cut GET is repeated by the JDK's client itself.
        sandbox.faults().next(Fault.BIGCOMMERCE_HANG, 2);

        assertThatThrownBy(() -> caller.get("/v2/time")).isInstanceOf(IOException.class);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("X-Rate-Limit-Requests-Left")).isEmpty();
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("<html>");
        assertThat(sandbox.faults().struck()).isEqualTo(5);
        assertThat(caller.get("/v2/time").statusCode()).isEqualTo(200);
    }

    @Test
    void readsAnOrderWithoutItsProductsJustAfterItWasPlaced() throws Exception {
        sandbox.faults().next(Fault.BIGCOMMERCE_STALE_READ, 1);
        long id = place(2);

        assertThat(caller.get("/v2/orders/" + id + "/products").statusCode()).isEqualTo(204);
        await().until(() -> caller.get("/v2/orders/" + id + "/products").statusCode() == 200);
    }

    @Test
    void takesTheExternalOrderIdAndTellsOfTheChange() throws Exception {
        long id = place(1);

        caller.send("PUT", "/v2/orders/" + id, "{\"external_order_id\":\"NS-7\",\"status_id\":2}");

        assertThat(ids("/v2/orders?external_order_id=NS-7")).containsExactly(id);
        assertThat(Json.number(sandbox.store().order(id), "status_id")).isEqualTo(2);
        assertThat(
                        caller.send("PUT", "/v2/orders/" + id, "{\"external_merchant_id\":\"x\"}")
                                .statusCode())
                .isEqualTo(400);
    }

    private long place(int lines) {
        OrderDraft draft = OrderDraft.taxExclusive("USD").tax("8.25").shipping("Ground", "7.50");
        for (int i = 0; i < lines; i++) {
            draft.line(DraftLine.of("SB-TEE-RED", "19.95", 1 + i % 3));
        }
        return sandbox.store().placeOrder(draft.toOrder());
    }

    private List<Long> ids(String path) throws Exception {
        return caller.json(path).valueStream().map(order -> Json.number(order, "id")).toList();
    }
}
