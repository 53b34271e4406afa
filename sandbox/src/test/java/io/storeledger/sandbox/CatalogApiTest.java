package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.bigcommerce.catalog.Tracking;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CatalogApiTest {
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
    void startsWithWhatTheShopSellsInAllTrackingModes() throws Exception {
        JsonNode mug = data("/v3/catalog/products?sku=SB-MUG-RED").path(0);
        JsonNode tee = data("/v3/catalog/products?sku=sb-tee&include=variants").path(0);
        JsonNode book = data("/v3/catalog/products?sku=SB-EBOOK").path(0);

        assertThat(Json.text(mug, "inventory_tracking")).isEqualTo("product");
        assertThat(Json.number(mug, "base_variant_id")).isPositive();
        assertThat(Json.text(tee, "inventory_tracking")).isEqualTo("variant");
        assertThat(tee.path("variants").size()).isEqualTo(5);
        assertThat(tee.path("base_variant_id").isNull()).isTrue();
        assertThat(Json.text(book, "inventory_tracking")).isEqualTo("none");
    }

    @Test
    void sellsUnderTheIdsOfTheCatalogue() throws Exception {
        for (int i = 0; i < 20; i++) {
            JsonNode order = sandbox.store().order(sandbox.shoppers().placeOne());
            for (JsonNode line : order.path("products")) {
                if (!Json.text(line, "sku").isEmpty()) {
                    long variant = Json.number(line, "variant_id");
                    String path =
                            "/v3/catalog/products/%d/variants/%d"
                                    .formatted(Json.number(line, "product_id"), variant);
                    assertThat(Json.text(data(path), "sku")).isEqualTo(Json.text(line, "sku"));
                }
            }
        }
    }

    @Test
    void createsAProductWithAllItsVariantsInOneCall() throws Exception {
        String body =
                """
                {"name":"Shoe","type":"physical","weight":1,"price":50,"is_visible":false,
                "inventory_tracking":"variant","variants":[
                {"sku":"SHOE-1","price":55,"inventory_level":3,
                "option_values":[{"option_display_name":"Size","label":"1"}]},
                {"sku":"SHOE-2","option_values":[{"option_display_name":"Size","label":"2"}]}]}
                """;

        HttpResponse<String> made = caller.send("POST", "/v3/catalog/products", body);

        JsonNode product = StoreCaller.tree(made).path("data");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(product.path("variants").size()).isEqualTo(2);
        JsonNode first = data("/v3/catalog/variants?sku=shoe-1").path(0);
        JsonNode second = data("/v3/catalog/variants?sku=SHOE-2").path(0);
        assertThat(Json.number(first, "inventory_level")).isEqualTo(3);
        assertThat(Json.number(first, "calculated_price")).isEqualTo(55);
        assertThat(Json.number(second, "calculated_price")).isEqualTo(50);
        assertThat(product.path("options").path(0).path("option_values").size()).isEqualTo(2);
        assertThat(data("/v3/catalog/products?is_visible=0").size()).isEqualTo(1);
    }

    @Test
    void refusesNamesAndSkusThatAreTakenWhateverTheirCase() throws Exception {
        assertThat(create("New", "sb-tee-red").statusCode()).isEqualTo(409);
        assertThat(create("New", "Sb-Tee").statusCode()).isEqualTo(409);
        assertThat(create("New", "SB-MUG-red").statusCode()).isEqualTo(409);
        assertThat(create("mug red", "CAP").statusCode()).isEqualTo(409);
        HttpResponse<String> unpriced =
                caller.send("POST", "/v3/catalog/products", "{\"name\":\"A\"}");
        assertThat(unpriced.statusCode()).isEqualTo(422);
        assertThat(StoreCaller.tree(unpriced).path("errors").has("type")).isTrue();
        assertThat(create("New", "CAP").statusCode()).isEqualTo(200);
    }

    @Test
    void changesTenProductsAtMostAndAllOrNone() throws Exception {
        long id = Json.number(data("/v3/catalog/products?sku=SB-MUG-RED").path(0), "id");
        String good = "{\"id\":%d,\"price\":8.5,\"inventory_tracking\":\"none\"}".formatted(id);
        List<String> eleven = IntStream.range(0, 11).mapToObj(i -> good).toList();

        assertThat(put("/v3/catalog/products", eleven.toString()).statusCode()).isEqualTo(413);
        assertThat(
                        put("/v3/catalog/products", "[" + good + ",{\"id\":7,\"price\":-1}]")
                                .statusCode())
                .isEqualTo(404);
        assertThat(
                        put("/v3/catalog/products", "[" + good + ",{\"id\":97,\"price\":-1}]")
                                .statusCode())
                .isEqualTo(422);
        assertThat(Json.text(data("/v3/catalog/products/" + id), "price")).isEqualTo("7.49");
        assertThat(put("/v3/catalog/products", "[" + good + "]").statusCode()).isEqualTo(200);
        assertThat(Json.text(data("/v3/catalog/products/" + id), "price")).isEqualTo("8.5");
        assertThat(Json.text(data("/v3/catalog/products/" + id), "inventory_tracking"))
                .isEqualTo("none");
    }

    @Test
    void savesAPartAndSaysSo() throws Exception {
        sandbox.faults().next(Fault.BIGCOMMERCE_PARTIAL, 1);

        HttpResponse<String> partial = create("Cap", "CAP");

        JsonNode body = StoreCaller.tree(partial);
        long id = Json.number(body.path("data"), "id");
        assertThat(partial.statusCode()).isEqualTo(207);
        assertThat(body.path("errors").path("errors").has("inventory_level")).isTrue();
        assertThat(Json.number(data("/v3/catalog/products/" + id), "inventory_level")).isZero();
        put("/v3/catalog/products/" + id, "{\"inventory_level\":7}");
        assertThat(Json.number(data("/v3/catalog/products/" + id), "inventory_level")).isEqualTo(7);
    }

    @Test
    void changesFiftyVariantsAtMostAndDoesNotSayWhichWasWrong() throws Exception {
        List<String> many = IntStream.range(0, 51).mapToObj(i -> "{\"id\":377}").toList();
        assertThat(put("/v3/catalog/variants", many.toString()).statusCode()).isEqualTo(413);

        HttpResponse<String> wrong =
                put("/v3/catalog/variants", "[{\"id\":377,\"price\":5},{\"id\":1}]");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(StoreCaller.tree(wrong).path("batch_errors").size()).isEqualTo(1);
        assertThat(data("/v3/catalog/variants?id=377").path(0).path("price").isNull()).isTrue();
        put("/v3/catalog/variants", "[{\"id\":377,\"price\":5}]");
        assertThat(Json.number(data("/v3/catalog/variants?id=377").path(0), "price")).isEqualTo(5);
    }

    @Test
    void addsAVariantToAnOptionOfItsProduct() throws Exception {
        HttpResponse<String> option =
                caller.send(
                        "POST",
                        "/v3/catalog/products/77/options",
                        "{\"display_name\":\"Colour\",\"type\":\"dropdown\","
                                + "\"option_values\":[{\"label\":\"PNK\"}]}");
        JsonNode values = StoreCaller.tree(option).path("data").path("option_values");
        JsonNode pink = values.path(values.size() - 1);
        String body =
                "[{\"product_id\":77,\"sku\":\"%s\",\"option_values\":[{\"id\":%d,\"option_id\":%d}]}]";
        long optionId = Json.number(StoreCaller.tree(option).path("data"), "id");

        HttpResponse<String> made =
                put(
                        "/v3/catalog/variants",
                        body.formatted("SB-TEE-PNK", Json.number(pink, "id"), optionId));
        HttpResponse<String> again =
                put(
                        "/v3/catalog/variants",
                        body.formatted("SB-TEE-PK2", Json.number(pink, "id"), optionId));

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(data("/v3/catalog/products/77/variants").size()).isEqualTo(6);
    }

    @Test
    void pagesThroughAHundredThousandSkusInLittleTime() throws Exception {
        sandbox.store().catalog().addMany("BULK", 100_000, Tracking.PRODUCT);
        long start = System.nanoTime();
        Set<String> skus = new HashSet<>();
        int pages = 0;

        for (int page = 1; page <= 101; page++) {
            JsonNode body = caller.json("/v3/inventory/items?limit=1000&page=" + page);
            body.path("data").forEach(i -> skus.add(Json.text(i.path("identity"), "sku")));
            pages = (int) Json.number(body.path("meta").path("pagination"), "total_pages");
        }

        assertThat(pages).isEqualTo(101);
        assertThat(skus).hasSize(100_040);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        assertThat(caller.json("/v3/catalog/products?limit=250&page=401").path("data").size())
                .isEqualTo(28);
    }

    private HttpResponse<String> create(String name, String sku) throws Exception {
        String body =
                """
                {"name":"%s","type":"physical","weight":1,"price":10,"sku":"%s",
                "inventory_tracking":"product","inventory_level":7}
                """
                        .formatted(name, sku);
        return caller.send("POST", "/v3/catalog/products", body);
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return caller.send("PUT", path, body);
    }

    private JsonNode data(String path) throws Exception {
        return caller.json(path).path("data");
    }
}
