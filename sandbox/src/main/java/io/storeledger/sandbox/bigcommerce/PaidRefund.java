package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A refund in the books: what it should be, and what the shopper really got.
///
/// @param currency of the order
/// @param amount the refund's `total_amount`
/// @param paidBack what was paid back so far: the payments that weren't declined
public record PaidRefund(
        long id, long orderId, String currency, BigDecimal amount, BigDecimal paidBack) {
    static PaidRefund of(ObjectNode refund, String currency) {
        BigDecimal amount = Json.decimal(refund, "total_amount");
        return new PaidRefund(
                Json.number(refund, "id"),
                Json.number(refund, "order_id"),
                currency,
                amount,
                paid(refund, amount));
    }

    // A refund without payments was paid back by hand.
    private static BigDecimal paid(ObjectNode refund, BigDecimal amount) {
        List<ObjectNode> payments = Json.objects(refund, "payments");
        return payments.isEmpty()
                ? amount
                : payments.stream()
                        .filter(payment -> !payment.path("is_declined").asBoolean(false))
                        .map(payment -> Json.decimal(payment, "amount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
