package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// When orders move stock.
///
/// @param whenShipped whether an order takes its stock when it is shipped or completed, else when
///   it is placed
/// @param onEdit whether an edited order takes or puts back the difference
/// @param onRefund whether an order that is cancelled or refunded in full puts its stock back
public record InventorySettings(boolean whenShipped, boolean onEdit, boolean onRefund) {
    /// Placed orders take stock; edited, cancelled and refunded ones adjust it.
    public static InventorySettings defaults() {
        return new InventorySettings(false, true, true);
    }

    /// As `GET /v3/settings/inventory` shows them.
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("product_out_of_stock_behavior", "do_nothing");
        json.put("option_out_of_stock_behavior", "do_nothing");
        json.put(
                "update_stock_behavior",
                whenShipped ? "order_completed_or_shipped" : "order_placed");
        json.put("edit_order_stock_adjustment", onEdit);
        json.put("refund_order_stock_adjustment", onRefund);
        json.put("stock_level_display", "dont_show");
        json.put("default_out_of_stock_message", "Currently out of stock");
        json.put("hide_in_product_filtering", false);
        json.put("show_pre_order_stock_levels", false);
        json.put("show_out_of_stock_message", false);
        return json;
    }
}
