package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The order statuses of BigCommerce; their ids are fixed.
enum OrderStatus {
    INCOMPLETE(0, "Incomplete"),
    PENDING(1, "Pending"),
    SHIPPED(2, "Shipped"),
    PARTIALLY_SHIPPED(3, "Partially Shipped"),
    REFUNDED(4, "Refunded"),
    CANCELLED(5, "Cancelled"),
    DECLINED(6, "Declined"),
    AWAITING_PAYMENT(7, "Awaiting Payment"),
    AWAITING_PICKUP(8, "Awaiting Pickup"),
    AWAITING_SHIPMENT(9, "Awaiting Shipment"),
    COMPLETED(10, "Completed"),
    AWAITING_FULFILLMENT(11, "Awaiting Fulfillment"),
    MANUAL_VERIFICATION_REQUIRED(12, "Manual Verification Required"),
    DISPUTED(13, "Disputed"),
    PARTIALLY_REFUNDED(14, "Partially Refunded");

    private final int id;
    private final String label;

    OrderStatus(int id, String label) {
        this.id = id;
        this.label = label;
    }

    int id() {
        return id;
    }

    String label() {
        return label;
    }

    static Optional<OrderStatus> of(long id) {
        return Arrays.stream(values()).filter(s -> s.id() == id).findFirst();
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id());
        json.put("name", label);
        json.put("system_label", label);
        json.put("custom_label", label);
        json.put("system_description", label + ".");
        json.put("order", id());
        return json;
    }
}
