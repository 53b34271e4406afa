package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.bigcommerce.webhook.WebhookSender;
import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// Tells the hooks what happened, each event in its own shape.
record Events(WebhookSender sender, StoreConfig config) {
    void fire(String scope, ObjectNode data) {
        sender.send(scope, data, config.hash(), config.storeId());
    }

    /// `store/order/{what}`.
    void order(String what, long id) {
        fire("store/order/" + what, data("order", id));
    }

    /// `store/customer/{what}`.
    void customer(String what, long id) {
        fire("store/customer/" + what, data("customer", id));
    }

    /// `store/customer/address/{what}`: its type is the customer, its id is the address.
    void address(String what, long id, long customerId) {
        ObjectNode data = data("customer", id);
        data.putObject("address").put("customer_id", customerId);
        fire("store/customer/address/" + what, data);
    }

    static ObjectNode data(String type, long id) {
        ObjectNode data = Json.object();
        data.put("type", type);
        data.put("id", id);
        return data;
    }
}
