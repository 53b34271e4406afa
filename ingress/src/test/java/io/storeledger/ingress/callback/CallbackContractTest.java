package io.storeledger.ingress.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.json.Json;
import io.storeledger.ingress.Contract;
import io.storeledger.ingress.callback.Parsed.Unknown;
import io.storeledger.ingress.callback.Parsed.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every callback among the vendor's examples gets the key that the vendor's words ask for.
class CallbackContractTest {
    /// Examples that lie among the callbacks and are none: an API's answer, and a hook.
    private static final Set<String> NO_CALLBACKS =
            Set.of(
                    "https_example-response-create-a-graphql-webhook.json",
                    "https_order-updated.json");

    private record Expected(String scope, String resource, String pointer) {}

    /// The first whose scope begins like the callback's counts.
    private static final List<Expected> EXPECTED =
            List.of(
                    new Expected("store/order/transaction/", "order", "/order_id"),
                    new Expected("store/order/metafield/", "order", "/resource_id"),
                    new Expected("store/order/", "order", "/id"),
                    new Expected("store/shipment/", "order", "/orderId"),
                    new Expected("store/channel/1/order/", "order", "/order_id"),
                    new Expected("store/customer/address/", "customer", "/address/customer_id"),
                    new Expected("store/customer/channel/", "customer", "/customer_id"),
                    new Expected("store/customer/", "customer", "/id"),
                    new Expected("store/product/", "product", "/id"),
                    new Expected("store/sku/inventory/", "product", "/inventory/product_id"),
                    new Expected("store/sku/", "product", "/sku/product_id"),
                    new Expected("store/channel/*/inventory/", "product", "/product_id"),
                    new Expected("store/channel/1/product/", "product", "/product_id"),
                    new Expected("store/category/metafield/", "category", "/resource_id"),
                    new Expected("store/category/", "category", "/id"),
                    new Expected("store/channel/1/category/", "category", "/category_id"),
                    new Expected("store/channel/1/categoryTree/", "categoryTree", "/tree_id"),
                    new Expected("store/brand/metafield/", "brand", "/resource_id"),
                    new Expected("store/cart/metafield/", "cart", "/resource_id"),
                    new Expected("store/cart/lineItem/", "cart", "/cartId"),
                    new Expected("store/cart/", "cart", "/id"),
                    new Expected("store/channel/1/cart/", "cart", "/cart_id"),
                    new Expected("store/priceLists/", "priceList", "/price_list_ids/0"),
                    new Expected("store/priceList/records/", "priceList", "/0/price_list_id"),
                    new Expected("store/priceList/", "priceList", "/price_list_id"),
                    new Expected("store/inventory/location/meta", "location", "/resource_id"),
                    new Expected("store/inventory/location/", "location", "/location_id"),
                    new Expected("store/channel/metafield/", "channel", "/resource_id"),
                    new Expected("store/channel/created", "channel", "/id"),
                    new Expected("store/channel/1/page/", "page", "/page_id"),
                    new Expected("store/channel/1/script/", "script", "/uuid"),
                    new Expected("store/channel/1/theme/", "theme", "/theme_id"),
                    new Expected("store/modifier/", "modifier", "/id"),
                    new Expected("store/option/", "option", "/id"),
                    new Expected("store/subscriber/", "subscriber", "/id"),
                    new Expected("store/hook/", "hook", "/id"));

    @ParameterizedTest
    @ValueSource(strings = {"webhook-callbacks", "webhook-callbacks-guide"})
    void understandsEveryExample(String folder) throws IOException {
        for (Path file : Contract.files(folder)) {
            byte[] body = Files.readAllBytes(file);
            JsonNode tree = Json.tree(body);
            String store = tree.path("producer").asString("stores/").substring("stores/".length());

            Parsed parsed = CallbackParser.parse(body, store);

            if (NO_CALLBACKS.contains(file.getFileName().toString())) {
                assertThat(parsed)
                        .as(file.toString())
                        .isInstanceOfSatisfying(
                                Unknown.class,
                                unknown -> assertThat(unknown.why()).isEqualTo(Why.NO_ENVELOPE));
            } else {
                assertThat(parsed)
                        .as(file.toString())
                        .isInstanceOfSatisfying(
                                Parsed.Callback.class,
                                callback ->
                                        assertThat(callback.key())
                                                .hasToString(store + "/" + expected(tree, store)));
            }
        }
    }

    private static String expected(JsonNode tree, String store) {
        String scope = tree.get("scope").asString();
        JsonNode data = tree.get("data");
        return switch (scope) {
            case "store/information/updated" -> "store/" + store;
            case "store/metafield/created", "store/metafield/updated" ->
                    data.get("resource_type").asString() + "/" + data.get("resource_id").asString();
            default ->
                    EXPECTED.stream()
                            .filter(expected -> scope.startsWith(expected.scope()))
                            .findFirst()
                            .map(expected ->
                                    expected.resource()
                                            + "/"
                                            + data.at(expected.pointer()).asString())
                            // settings, notifications and links are the channel's own
                            .orElse("channel/1");
        };
    }
}
