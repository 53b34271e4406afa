package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The order statuses of BigCommerce; the ordinal is the id.
enum OrderStatus {
    INCOMPLETE("Incomplete"),
    PENDING("Pending"),
    SHIPPED("Shipped"),
    PARTIALLY_SHIPPED("Partially Shipped"),
    REFUNDED("Refunded"),
    CANCELLED("Cancelled"),
    DECLINED("Declined"),
    AWAITING_PAYMENT("Awaiting Payment"),
    AWAITING_PICKUP("Awaiting Pickup"),
    AWAITING_SHIPMENT("Awaiting Shipment"),
    COMPLETED("Completed"),
    AWAITING_FULFILLMENT("Awaiting Fulfillment"),
    MANUAL_VERIFICATION_REQUIRED("Manual Verification Required"),
    DISPUTED("Disputed"),
    PARTIALLY_REFUNDED("Partially Refunded");

    private final String label;

    OrderStatus(String label) {
        this.label = label;
    }

    int id() {
        return ordinal();
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
