package io.storeledger.clients.bigcommerce;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An order with everything that belongs to it.
///
/// @param order as BigCommerce gave it, unknown fields included
/// @param products its line items from all consignments, by order product id, each once
/// @param shippingAddresses its shipping consignments, without their line items
/// @param coupons the coupons used; asked for only if they took something off
/// @param calls the HTTP calls it took
public record FetchedOrder(
        ObjectNode order,
        List<ObjectNode> products,
        List<ObjectNode> shippingAddresses,
        List<ObjectNode> coupons,
        int calls) {
    private static final String GIFT_CERTIFICATE = "giftcertificate";

    /// Copies the lists.
    public FetchedOrder {
        products = List.copyOf(products);
        shippingAddresses = List.copyOf(shippingAddresses);
        coupons = List.copyOf(coupons);
    }

    /// Whether the products add up to the order's `items_total`; a read right after the event may
    /// miss some. True if BigCommerce gives no `items_total`.
    public boolean complete() {
        return complete(order, products);
    }

    /// Children of a bundle don't count. Whether gift certificates do is documented nowhere, so
    /// both sums are accepted: a wrong yes is caught by the totals, a wrong no would hold the order
    /// back for ever.
    static boolean complete(ObjectNode order, List<ObjectNode> products) {
        OptionalLong total = whole(order.get("items_total"));
        if (total.isEmpty()) {
            return true;
        }
        long all = 0;
        long certificates = 0;
        for (ObjectNode product : products) {
            boolean child = whole(product.get("parent_order_product_id")).orElse(0) != 0;
            long quantity = child ? 0 : whole(product.get("quantity")).orElse(0);
            all += quantity;
            certificates +=
                    GIFT_CERTIFICATE.equals(product.path("type").asString("")) ? quantity : 0;
        }
        return total.getAsLong() == all || total.getAsLong() == all - certificates;
    }

    /// v2 writes whole numbers as numbers or as text.
    static OptionalLong whole(@Nullable JsonNode node) {
        String text = node == null ? "" : node.asString("");
        return text.matches("-?\\d{1,18}(\\.0*)?")
                ? OptionalLong.of(Long.parseLong(text.replaceAll("\\..*", "")))
                : OptionalLong.empty();
    }
}
