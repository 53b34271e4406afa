package io.storeledger.clients.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.json.Json;
import io.storeledger.sandbox.contract.BigCommerceContract;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Holds what we ask of the store's catalogue and inventory against BigCommerce's OpenAPI files.
class CatalogRequestContractTest {
    private static final String BASE = "/stores/abc123/v3";

    /// The file describes the variants of a product to be made by those that are there: with ids.
    private static final String NEW_VARIANT =
            "[Path '/variants/0'] Object has missing required properties ([\"id\",\"product_id\"])";

    private static final MockResponse DONE =
            Store.json(200, "{\"data\":{\"id\":1},\"meta\":{},\"transaction_id\":\"1\"}");

    @StartStop private final MockWebServer server = new MockWebServer();
    private CatalogClient client;

    @BeforeEach
    void open() {
        client =
                new CatalogClient(
                        Store.config(server),
                        Clock.systemUTC(),
                        new Random(1),
                        new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void asksOfTheInventoryWhatItsContractKnows() throws InterruptedException {
        client(() ->
                client.setStock(
                        List.of(
                                new StockLine(1, StockLine.Item.VARIANT, 15, 100),
                                new StockLine(2, StockLine.Item.PRODUCT, 7, 0))));
        assertFits("inventory.v3.yml");
        client(() -> client.find(List.of("A", "B c")));
        assertFits("inventory.v3.yml");
        client(() -> client.all());
        assertFits("inventory.v3.yml");
    }

    @Test
    void asksOfProductsWhatTheirContractKnows() throws InterruptedException {
        String products = "catalog/products_catalog.v3.yml";
        client(() -> client.products(List.of(1L, 2L)));
        assertFits(products);
        client(() -> client.product("SHIRT"));
        assertFits(products);
        client(() ->
                client.updateProducts(
                        List.of(
                                product().put("id", 7),
                                Json.object().put("id", 8).put("inventory_tracking", "variant"))));
        assertFits(products);
        ObjectNode matrix = product().put("sku", "SHIRT").put("type", "physical");
        matrix.put("is_visible", false).put("inventory_tracking", "variant");
        ObjectNode variant = matrix.putArray("variants").addObject();
        variant.put("sku", "SHIRT-R").put("price", new BigDecimal("19.10"));
        variant.putArray("option_values")
                .addObject()
                .put("option_display_name", "Color")
                .put("label", "Red");
        client(() -> client.createProduct(matrix));
        assertFits(products);
    }

    @Test
    void asksOfVariantsAndOptionsWhatTheirContractsKnow() throws InterruptedException {
        String variants = "catalog/product-variants_catalog.v3.yml";
        String options = "catalog/product-variant-options_catalog.v3.yml";
        client(() -> client.find(List.of("a,b")));
        assertFits(variants);
        client(() ->
                client.updateVariants(
                        List.of(
                                Json.object()
                                        .put("id", 5)
                                        .put("price", new BigDecimal("19.10"))
                                        .put("upc", "0123"))));
        assertFits(variants);
        ObjectNode variant = Json.object().put("sku", "SHIRT-G").put("price", BigDecimal.TEN);
        variant.putArray("option_values").addObject().put("option_id", 1).put("id", 2);
        client(() -> client.createVariant(7, variant));
        assertFits(variants);
        client(() -> client.options(7));
        assertFits(options);
        ObjectNode option = Json.object().put("display_name", "Color").put("type", "dropdown");
        option.put("product_id", 7);
        option.putArray("option_values").addObject().put("label", "Red").put("sort_order", 0);
        client(() -> client.createOption(7, option));
        assertFits(options);
        client(() ->
                client.createOptionValue(
                        7, 1, Json.object().put("label", "Green").put("sort_order", 1)));
        assertFits(options);
    }

    private static ObjectNode product() {
        return Json.object()
                .put("name", "Shirt")
                .put("price", new BigDecimal("19.10"))
                .put("weight", new BigDecimal("0.25"))
                .put("description", "<p>Red</p>")
                .put("upc", "0123");
    }

    private void client(Runnable call) {
        server.enqueue(DONE);
        call.run();
    }

    private void assertFits(String file) throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        HttpUrl url = request.getUrl();
        Map<String, String> query = new HashMap<>();
        for (String name : url.queryParameterNames()) {
            query.put(name, url.queryParameter(name));
        }
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        assertThat(
                        BigCommerceContract.of(file, BASE)
                                .request(
                                        request.getMethod(),
                                        url.encodedPath().substring(BASE.length()),
                                        query,
                                        body))
                .filteredOn(fault -> !fault.contains(NEW_VARIANT))
                .as(request.getTarget())
                .isEmpty();
    }
}
