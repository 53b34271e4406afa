package io.storeledger.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.sandbox.bigcommerce.catalog.Tracking;
import io.storeledger.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InventoryApiTest {
    private static final String ABSOLUTE = "/v3/inventory/adjustments/absolute";
    private static final String RELATIVE = "/v3/inventory/adjustments/relative";
    private static final long MUG = 82;

    private SandboxApp sandbox;
    private StoreCaller caller;

    @BeforeEach
    void start() {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        sandbox.store().inventory().lag(Duration.ZERO);
        caller = new StoreCaller(sandbox);
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void setsStockByLocationAndShowsItUnderEveryIdentity() throws Exception {
        HttpResponse<String> done =
                adjust(
                        """
                        {"location_id":1,"product_id":82,"quantity":9},
                        {"location_id":2,"product_id":82,"quantity":4},
                        {"location_id":1,"sku":"sb-tee-red","quantity":5},
                        {"location_id":1,"variant_id":378,"quantity":6}
                        """);

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(Json.text(StoreCaller.tree(done), "transaction_id")).isNotEmpty();
        JsonNode mug = data("/v3/inventory/items?sku:in=SB-MUG-RED").path(0);
        assertThat(mug.path("locations").size()).isEqualTo(3);
        assertThat(Json.number(mug.path("locations").path(1), "available_to_sell")).isEqualTo(4);
        assertThat(data("/v3/inventory/items?sku:in=SB-TEE-RED,SB-TEE-BLU&location_id:in=1"))
                .extracting(i -> Json.number(i.path("locations").path(0), "total_inventory_onhand"))
                .containsExactlyInAnyOrder(5L, 6L);
        assertThat(Json.number(data("/v3/catalog/products/77"), "inventory_level")).isEqualTo(11);
        assertThat(data("/v3/inventory/locations").size()).isEqualTo(3);
    }

    @Test
    void refusesTheWholeCallForOneWrongItemAndDoesNotSayWhich() throws Exception {
        String good = "{\"location_id\":1,\"product_id\":82,\"quantity\":9},";

        assertThat(title(adjust(good + "{\"location_id\":1,\"variant_id\":382,\"quantity\":1}")))
                .isEqualTo(
                        "[Item with variant_id 382 is tracked by product, please update stock by"
                                + " product id]");
        assertThat(
                        title(
                                adjust(
                                        good
                                                + "{\"location_id\":1,\"sku\":\"SB-MUG-RED\",\"quantity\":1}")))
                .contains("tracked by product");
        assertThat(title(adjust(good + "{\"location_id\":1,\"product_id\":77,\"quantity\":1}")))
                .contains("tracked by variant");
        assertThat(title(adjust(good + "{\"location_id\":1,\"sku\":\"NOPE\",\"quantity\":1}")))
                .contains("NOPE");
        assertThat(title(adjust(good + "{\"location_id\":1,\"product_id\":112,\"quantity\":1}")))
                .contains("not tracked");
        assertThat(title(adjust(good + "{\"location_id\":3,\"product_id\":83,\"quantity\":1}")))
                .contains("disabled");
        assertThat(sandbox.store().inventory().available("SB-MUG-RED")).isEmpty();
        assertThat(sandbox.store().inventory().counters().refused()).isEqualTo(6);
    }

    @Test
    void takesTwoThousandItemsAndSavesNoNumberThatIsTooLarge() throws Exception {
        sandbox.store().catalog().addMany("BULK", 2001, Tracking.PRODUCT);

        HttpResponse<String> tooMany = adjust(rows(2001));
        HttpResponse<String> enough = adjust(rows(2000));
        adjust("{\"location_id\":1,\"product_id\":82,\"quantity\":2147483648}");

        assertThat(tooMany.statusCode()).isEqualTo(422);
        assertThat(enough.statusCode()).isEqualTo(200);
        assertThat(sandbox.store().inventory().available("SB-MUG-RED")).isEmpty();
        assertThat(sandbox.store().inventory().counters().notSaved()).isEqualTo(1);
        assertThat(sandbox.store().inventory().counters().absoluteCalls()).isEqualTo(3);
        assertThat(sandbox.store().inventory().counters().absoluteRows()).isEqualTo(2001);
    }

    @Test
    void showsAnAdjustmentOnlyAWhileLater() throws Exception {
        sandbox.store().inventory().lag(Duration.ofMillis(400));

        adjust("{\"location_id\":1,\"product_id\":82,\"quantity\":9}");

        assertThat(sandbox.store().inventory().available("SB-MUG-RED")).isEmpty();
        await().until(() -> sandbox.store().inventory().available("SB-MUG-RED").orElse(0) == 9);
    }

    @Test
    void changesOnlyWhatWasSetBefore() throws Exception {
        String minusTwo = "{\"items\":[{\"location_id\":1,\"product_id\":82,\"quantity\":-2}]}";

        HttpResponse<String> early = caller.send("POST", RELATIVE, minusTwo);
        adjust("{\"location_id\":1,\"product_id\":82,\"quantity\":3}");
        HttpResponse<String> fine = caller.send("POST", RELATIVE, minusTwo);
        HttpResponse<String> below = caller.send("POST", RELATIVE, minusTwo);

        assertThat(title(early))
                .isEqualTo(
                        "Items with identity: [product_id 82] requires absolute adjustment before"
                                + " relative");
        assertThat(fine.statusCode()).isEqualTo(200);
        assertThat(below.statusCode()).isEqualTo(422);
        assertThat(sandbox.store().inventory().available("SB-MUG-RED")).hasValue(1);
    }

    @Test
    void sellsNothingOfTheSafetyStock() throws Exception {
        adjust("{\"location_id\":1,\"product_id\":%d,\"quantity\":9}".formatted(MUG));
        sandbox.store().inventory().safetyStock("SB-MUG-RED", 2);

        JsonNode item = data("/v3/inventory/items?product_id:in=82").path(0).path("locations");

        assertThat(Json.number(item.path(0), "available_to_sell")).isEqualTo(7);
        assertThat(Json.number(item.path(0), "total_inventory_onhand")).isEqualTo(9);
    }

    @Test
    void countsHowManyAbsoluteCallsThereWereAtOnce() throws Exception {
        sandbox.store().inventory().callTime(Duration.ofMillis(300));
        String row = "{\"location_id\":1,\"product_id\":82,\"quantity\":9}";

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(Collections.nCopies(3, () -> adjust(row)));
        }

        assertThat(sandbox.store().inventory().counters().maxConcurrent()).isBetween(2, 3);
    }

    @Test
    void echoesWhatTheApiWrites() throws Exception {
        try (var receiver = new Receiver()) {
            sandbox.store().subscribe(receiver.url(), "store/product/*", Map.of());
            sandbox.store().subscribe(receiver.url(), "store/sku/*", Map.of());

            adjust(
                    """
                    {"location_id":1,"product_id":82,"quantity":9},
                    {"location_id":1,"sku":"SB-TEE-RED","quantity":5}
                    """);
            caller.send("PUT", "/v3/catalog/products/82", "{\"price\":1}");

            await().until(() -> receiver.received().size() == 3);
            Map<String, JsonNode> data =
                    receiver.received().stream()
                            .map(r -> Json.parseObject(r.body()))
                            .collect(
                                    Collectors.toMap(
                                            body -> Json.text(body, "scope"),
                                            body -> body.path("data")));
            assertThat(data)
                    .containsOnlyKeys(
                            "store/product/inventory/updated",
                            "store/sku/inventory/updated",
                            "store/product/updated");
            assertThat(
                            Json.number(
                                    requireNonNull(data.get("store/sku/inventory/updated"))
                                            .path("inventory"),
                                    "variant_id"))
                    .isEqualTo(377);
        }
    }

    private HttpResponse<String> adjust(String rows) throws Exception {
        return caller.send("PUT", ABSOLUTE, "{\"reason\":\"test\",\"items\":[" + rows + "]}");
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(20_001, 20_000 + count)
                .mapToObj("{\"location_id\":1,\"product_id\":%d,\"quantity\":5}"::formatted)
                .collect(Collectors.joining(","));
    }

    private static String title(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).isEqualTo(422);
        return Json.text(StoreCaller.tree(refused), "title");
    }

    private JsonNode data(String path) throws Exception {
        return caller.json(path).path("data");
    }
}
