package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.json.PackedTree;
import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// An order as the book keeps it: what lists are filtered by, and the whole of it packed.
///
/// @param staleUntil until when its products can't be read yet
record OrderEntry(
        long id,
        int statusId,
        long customerId,
        long channelId,
        Instant created,
        Instant modified,
        Instant staleUntil,
        BigDecimal total,
        String email,
        String paymentMethod,
        String externalOrderId,
        String cartId,
        boolean archived,
        PackedTree packed) {
    static OrderEntry of(ObjectNode order, Instant created, Instant modified, Instant staleUntil) {
        return new OrderEntry(
                Json.number(order, "id"),
                (int) Json.number(order, "status_id"),
                Json.number(order, "customer_id"),
                Json.number(order, "channel_id"),
                created,
                modified,
                staleUntil,
                Json.decimal(order, "total_inc_tax"),
                Json.text(order.path("billing_address"), "email"),
                Json.text(order, "payment_method"),
                Json.text(order, "external_order_id"),
                Json.text(order, "cart_id"),
                order.path("is_deleted").asBoolean(false),
                PackedTree.of(order));
    }
}
