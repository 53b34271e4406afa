package io.storeledger.clients.bigcommerce;

import static io.storeledger.clients.bigcommerce.Store.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CatalogClientTest {
    private static final String NONE = "{\"data\":[],\"meta\":{}}";

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
    void setsStockByWhatTheStoreTracks() throws InterruptedException {
        server.enqueue(json(200, "{\"transaction_id\":\"7\"}"));

        client.setStock(
                List.of(
                        new StockLine(1, StockLine.Item.VARIANT, 15, 100),
                        new StockLine(2, StockLine.Item.PRODUCT, 7, 0)));

        var request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget())
                .isEqualTo("/stores/abc123/v3/inventory/adjustments/absolute");
        JsonNode items = Json.tree(request.getBody().utf8()).path("items");
        assertThat(items.get(0).toString())
                .isEqualTo("{\"location_id\":1,\"variant_id\":15,\"quantity\":100}");
        assertThat(items.get(1).toString())
                .isEqualTo("{\"location_id\":2,\"product_id\":7,\"quantity\":0}");
    }

    @Test
    void saysInTheVendorsWordsWhyStockWasRefused() {
        server.enqueue(
                json(
                        422,
                        "{\"status\":422,\"title\":\"[Item with variant_id 106 is tracked by"
                                + " product, please update stock by product id]\",\"errors\":{}}"));

        assertThatThrownBy(() -> client.setStock(List.of()))
                .isInstanceOfSatisfying(
                        ApiException.Refused.class,
                        refused ->
                                assertThat(refused.detail()).contains("106 is tracked by product"));
    }

    @Test
    void looksForSkusInAddressesThatEveryProxyTakes() throws InterruptedException {
        server.enqueue(
                json(
                        200,
                        "{\"data\":[{\"identity\":{\"sku\":\"sku-1\",\"variant_id\":2,\"product_id\":3}},"
                            + "{\"identity\":{\"sku\":\"\",\"variant_id\":9,\"product_id\":9}}],"
                            + "\"meta\":{\"pagination\":{\"total_pages\":1}}}"));
        server.enqueue(json(200, NONE));

        var skus = IntStream.range(0, 150).mapToObj(i -> "A sku & more " + i).toList();
        assertThat(client.find(skus)).containsExactly(new StoredSku("sku-1", 3, 2));

        var first = server.takeRequest();
        assertThat(first.getTarget().length()).isLessThan(4000);
        assertThat(first.getUrl().queryParameter("limit")).isEqualTo("1000");
        assertThat(first.getUrl().queryParameter("sku:in"))
                .startsWith("A sku & more 0,A sku & more 1,");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void asksForASkuWithACommaByItself() throws InterruptedException {
        server.enqueue(
                json(200, "{\"data\":[{\"id\":5,\"product_id\":6,\"sku\":\"a,b\"}],\"meta\":{}}"));

        assertThat(client.find(List.of("A,B"))).containsExactly(new StoredSku("a,b", 6, 5));
        assertThat(server.takeRequest().getUrl().queryParameter("sku")).isEqualTo("A,B");
    }

    @Test
    void asksWhatProductsTrackTwoHundredAndFiftyAtATime() throws InterruptedException {
        server.enqueue(
                json(
                        200,
                        "{\"data\":[{\"id\":1,\"sku\":\"X\",\"inventory_tracking\":\"product\","
                            + "\"base_variant_id\":4},{\"id\":2,\"inventory_tracking\":\"variant\","
                            + "\"base_variant_id\":null}],\"meta\":{}}"));
        server.enqueue(json(200, NONE));

        var products = client.products(LongStream.rangeClosed(1, 251).boxed().toList());

        assertThat(products).extracting(StoredProduct::tracking).containsOnly("product", "variant");
        assertThat(products.getFirst().baseVariantId()).hasValue(4);
        assertThat(products.getLast().baseVariantId()).isEmpty();
        assertThat(server.takeRequest().getUrl().queryParameter("include_fields"))
                .contains("inventory_tracking");
        assertThat(server.takeRequest().getUrl().queryParameter("id:in")).isEqualTo("251");
    }

    @Test
    void tellsWhetherABatchWasDoneWhole() {
        server.enqueue(json(200, NONE));
        server.enqueue(json(207, NONE));

        assertThat(client.updateVariants(List.of(Json.object().put("id", 1)))).isTrue();
        assertThat(client.updateProducts(List.of(Json.object().put("id", 1)))).isFalse();
    }

    @Test
    void givesTheProductThatItCreatedEvenWhereAPartFailed() {
        server.enqueue(json(207, "{\"data\":{\"id\":77},\"meta\":{}}"));
        server.enqueue(json(207, "{\"data\":{},\"meta\":{}}"));

        assertThat(client.createProduct(Json.object()).path("id").asInt()).isEqualTo(77);
        assertThatThrownBy(() -> client.createProduct(Json.object()))
                .isInstanceOfSatisfying(
                        ApiException.Transient.class,
                        e -> assertThat(e.mayHaveBeenDone()).isTrue());
    }
}
