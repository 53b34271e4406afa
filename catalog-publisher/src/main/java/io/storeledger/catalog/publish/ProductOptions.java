package io.storeledger.catalog.publish;

import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.common.json.Json;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The options of a product in the store, with the values they have; what is missing is added.
final class ProductOptions {
    private final CatalogClient store;
    private final long product;
    private final Map<String, Long> options = new HashMap<>();
    private final Map<String, Long> values = new HashMap<>();

    ProductOptions(CatalogClient store, long product) {
        this.store = store;
        this.product = product;
        store.options(product).forEach(this::know);
    }

    /// The values as a new variant names them.
    ArrayNode values(Map<String, String> wanted) {
        ArrayNode array = Json.mapper().createArrayNode();
        wanted.forEach((option, label) -> {
            if (!options.containsKey(key(option))) {
                ObjectNode body = Json.object().put("display_name", option).put("type", "dropdown");
                body.put("product_id", product);
                body.putArray("option_values").addObject().put("label", label).put("sort_order", 0);
                know(store.createOption(product, body));
            }
            long optionId = options.getOrDefault(key(option), 0L);
            long valueId =
                    values.computeIfAbsent(
                            key(option, label),
                            absent ->
                                    store.createOptionValue(
                                                    product,
                                                    optionId,
                                                    Json.object()
                                                            .put("label", label)
                                                            .put("sort_order", values.size()))
                                            .path("id")
                                            .asLong());
            array.addObject().put("option_id", optionId).put("id", valueId);
        });
        return array;
    }

    private void know(ObjectNode option) {
        String name = option.path("display_name").asString("");
        options.put(key(name), option.path("id").asLong());
        for (JsonNode value : option.path("option_values")) {
            values.put(key(name, value.path("label").asString("")), value.path("id").asLong());
        }
    }

    private static String key(String... words) {
        return StoreItems.lower(String.join("\n", words));
    }
}
