package io.storeledger.sandbox;

import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.shop.Catalogue;
import io.storeledger.sandbox.shop.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts the catalogue into the store: products with variants are tracked by variant, simple ones as
/// a whole, and what is downloaded not at all. No stock is set.
final class StoreSeed {
    private StoreSeed() {}

    static void into(StoreSandbox store) {
        Map<Long, List<Product>> byProduct =
                Catalogue.PRODUCTS.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Product::productId,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        byProduct.forEach((id, variants) -> store.catalog().createAs(id, product(variants)));
    }

    private static ObjectNode product(List<Product> variants) {
        Product first = variants.getFirst();
        ObjectNode body = Json.object();
        body.put("type", first.digital() ? "digital" : "physical");
        body.put("weight", first.digital() ? 0 : 1);
        body.put("price", first.price());
        if (variants.size() == 1) {
            body.put("name", first.name());
            body.put("sku", first.sku());
            body.put("base_variant_id", first.variantId());
            body.put("inventory_tracking", "product");
            return body;
        }
        String sku = first.sku().substring(0, first.sku().lastIndexOf('-'));
        body.put("name", first.name().substring(0, first.name().lastIndexOf(' ')));
        body.put("sku", sku);
        body.put("inventory_tracking", first.digital() ? "none" : "variant");
        ArrayNode array = body.putArray("variants");
        for (Product variant : variants) {
            ObjectNode json = array.addObject();
            json.put("id", variant.variantId());
            json.put("sku", variant.sku());
            ObjectNode value = json.putArray("option_values").addObject();
            value.put("option_display_name", "Colour");
            value.put("label", variant.sku().substring(sku.length() + 1));
        }
        return body;
    }
}
