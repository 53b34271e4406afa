package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/// A refund in BigCommerce's JSON, put together from amounts.
final class TestRefund {
    private final ObjectNode refund =
            TestOrder.object(
                    """
                    {"id": 12, "order_id": 1001, "user_id": 0, "reason": "Too small",
                     "created": "2022-06-16T23:44:15+00:00",
                     "uses_merchant_override_values": false, "items": [], "payments": []}
                    """);

    static TestRefund of(String total, String tax) {
        TestRefund test = new TestRefund();
        test.refund.put("total_amount", new BigDecimal(total));
        test.refund.put("total_tax", new BigDecimal(tax));
        return test;
    }

    TestRefund product(long id, int quantity) {
        return item(
                "{\"item_type\": \"PRODUCT\", \"item_id\": %d, \"quantity\": %d, \"requested_amount\": null}"
                        .formatted(id, quantity));
    }

    TestRefund product(long id, int quantity, String amount) {
        return item(
                "{\"item_type\": \"PRODUCT\", \"item_id\": %d, \"quantity\": %d, \"requested_amount\": %s}"
                        .formatted(id, quantity, amount));
    }

    TestRefund charge(String type, long id, String amount) {
        return item(
                "{\"item_type\": \"%s\", \"item_id\": %d, \"requested_amount\": %s}"
                        .formatted(type, id, amount));
    }

    TestRefund item(String json) {
        refund.withArray("/items").add(TestOrder.object(json));
        return this;
    }

    TestRefund payment(String amount, boolean declined) {
        refund.withArray("/payments")
                .add(
                        Json.object()
                                .put("provider_id", "bigpay")
                                .put("amount", new BigDecimal(amount))
                                .put("is_declined", declined));
        return this;
    }

    TestRefund override() {
        refund.put("uses_merchant_override_values", true);
        return this;
    }

    ObjectNode build() {
        return refund;
    }

    /// Maps it; NetSuite knows all SKUs, as items 5000, 5001 and so on.
    MappedRefund map(TestOrder order, Rules rules) {
        StoreOrder built = order.build();
        return RefundMapper.map(refund, built, rules, TestOrder.references(built));
    }
}
