package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// What has a count of its own: a variant, or a product that is tracked as a whole.
///
/// @param variantId 0 for a product
record StockItem(long productId, long variantId) {
    static StockItem of(CatalogProduct product, CatalogVariant variant) {
        return switch (product.tracking()) {
            case VARIANT -> new StockItem(product.id(), variant.id());
            case NONE, PRODUCT -> new StockItem(product.id(), 0);
        };
    }

    /// As error titles name it.
    String identity() {
        return variantId > 0 ? "variant_id " + variantId : "product_id " + productId;
    }

    /// The event of a change, below `store/`.
    ///
    /// @param order whether an order made it
    String event(boolean order) {
        return "store/%s/inventory/%supdated"
                .formatted(variantId > 0 ? "sku" : "product", order ? "order/" : "");
    }

    /// The event's data; the method is as the events guide has it, `absolute` for API writes.
    ObjectNode data(long change, boolean order) {
        ObjectNode data = Json.object();
        data.put("type", variantId > 0 ? "sku" : "product");
        data.put("id", variantId > 0 ? skuId(variantId) : productId);
        ObjectNode inventory = data.putObject("inventory");
        inventory.put("product_id", productId);
        inventory.put("method", order ? "relative" : "absolute");
        inventory.put("value", change);
        if (variantId > 0) {
            inventory.put("variant_id", variantId);
        }
        return data;
    }

    /// The id that catalogue v2 gives a variant.
    static long skuId(long variantId) {
        return variantId + 1_000_000;
    }
}
