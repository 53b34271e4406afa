package io.storeledger.clients.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.config.Secret;
import io.storeledger.common.json.Json;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.contract.BigCommerceContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Holds what we ask of BigCommerce against its own OpenAPI files.
class RequestContractTest {

    @Test
    void asksOnlyWhatTheContractKnows() {
        var orders = BigCommerceContract.of("orders.v2.oas2.yml", "/stores/sandbox1/v2");
        var customers = BigCommerceContract.of("customers.v3.yml", "/stores/sandbox1/v3");
        var payments = BigCommerceContract.of("orders.v3.yml", "/stores/sandbox1/v3");
        try (var sandbox =
                        SandboxApp.start(
                                SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
                var client =
                        new BigCommerceClient(
                                BigCommerceConfig.of(
                                        "sandbox1",
                                        sandbox.bigCommerceUrl(),
                                        Secret.of(sandbox.store().config().accessToken())),
                                Clock.systemUTC(),
                                new Random(1),
                                new SimpleMeterRegistry());
                var catalog =
                        new CatalogClient(
                                BigCommerceConfig.of(
                                        "sandbox1",
                                        sandbox.bigCommerceUrl(),
                                        Secret.of(sandbox.store().config().accessToken())),
                                Clock.systemUTC(),
                                new Random(1),
                                new SimpleMeterRegistry())) {
            var order = Json.object();
            order.put("status_id", 11).put("items_total", 60).put("coupon_discount", "1.0000");
            var products = order.putArray("products");
            for (int i = 1; i <= 60; i++) {
                products.addObject()
                        .put("id", i)
                        .put("sku", "Red-S")
                        .put("quantity", 1)
                        .put("type", "physical");
            }
            long id = sandbox.store().placeOrder(order);

            client.order(id);
            client.transactions(id);
            client.refunds(id);
            client.customers(List.of(1L, 2L));
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            var _ = client.ordersModifiedSince(yesterday).hasNext();
            var _ = client.customersModifiedSince(yesterday).hasNext();
            client.refundsCreatedBetween(yesterday, Instant.now());
            assertThat(catalog.ordersSince(yesterday))
                    .containsExactly(new StoredOrder(id, 11, false, Map.of("red-s", 60L)));

            assertThat(sandbox.store().requests().last())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(seen -> {
                        boolean v2 = seen.target().contains("/v2/");
                        var contract =
                                v2
                                        ? orders
                                        : seen.target().contains("/customers")
                                                ? customers
                                                : payments;
                        URI asked = URI.create(seen.target().replaceFirst("^.*/v[23]/", "/"));
                        assertThat(contract.request("GET", asked.getPath(), query(asked), ""))
                                .as(seen.target())
                                .isEmpty();
                    });
        }
    }

    private static Map<String, String> query(URI asked) {
        Map<String, String> query = new HashMap<>();
        if (asked.getQuery() != null) {
            for (String pair : asked.getQuery().split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }
}
