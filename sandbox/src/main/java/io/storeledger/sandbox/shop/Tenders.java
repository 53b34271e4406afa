package io.storeledger.sandbox.shop;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How an order is paid: gift certificate, store credit, and the rest by its payment method.
final class Tenders {
    /// Statuses at which the money is there.
    private static final Set<Integer> PAID = Set.of(2, 3, 8, 9, 10, 11);

    private static final Map<String, String> METHODS =
            Map.of(
                    "Credit Card", "credit_card",
                    "PayPal", "electronic_wallet",
                    "Bank Deposit", "offline",
                    "Cash on Delivery", "offline");
    private static final Map<String, String> GATEWAYS =
            Map.of(
                    "credit_card", "braintree",
                    "electronic_wallet", "paypalexpress",
                    "offline", "cod",
                    "gift_certificate", "giftcertificate",
                    "store_credit", "storecredit");

    private final OrderDraft draft;
    private final Money money;
    private final ObjectNode order;

    Tenders(OrderDraft draft, Money money, ObjectNode order) {
        this.draft = draft;
        this.money = money;
        this.order = order;
    }

    void write(BigDecimal total) {
        BigDecimal certificate = draft.giftCertificate().min(total);
        BigDecimal credit = draft.storeCredit().min(total.subtract(certificate));
        BigDecimal rest = total.subtract(certificate).subtract(credit);
        order.put("gift_certificate_amount", money.text(certificate));
        order.put("store_credit_amount", money.text(credit));
        boolean paid = PAID.contains(draft.statusId());
        order.put("payment_method", rest.signum() == 0 ? "" : draft.paymentMethod());
        order.put("payment_status", paid && rest.signum() > 0 ? "captured" : "");
        ArrayNode transactions = order.putArray("transactions");
        if (certificate.signum() > 0) {
            ObjectNode transaction = transaction(transactions, "gift_certificate", certificate);
            ObjectNode used = transaction.putObject("gift_certificate");
            used.put("code", "GC-" + Math.abs(draft.hashCode() % 10_000));
            used.put("original_balance", certificate);
            used.put("starting_balance", certificate);
            used.put("remaining_balance", BigDecimal.ZERO);
            used.put("status", "active");
        }
        if (credit.signum() > 0) {
            transaction(transactions, "store_credit", credit)
                    .putObject("store_credit")
                    .put("remaining_balance", BigDecimal.ZERO);
        }
        if (paid && rest.signum() > 0) {
            transaction(transactions, METHODS.getOrDefault(draft.paymentMethod(), "custom"), rest);
        }
    }

    private ObjectNode transaction(ArrayNode transactions, String method, BigDecimal amount) {
        ObjectNode transaction = transactions.addObject();
        transaction.put("event", "purchase");
        transaction.put("method", method);
        transaction.put("amount", amount);
        transaction.put("currency", draft.currency());
        transaction.put("gateway", GATEWAYS.getOrDefault(method, "custom"));
        transaction.put("gateway_transaction_id", "");
        transaction.put("test", false);
        transaction.put("status", "ok");
        transaction.put("fraud_review", false);
        return transaction;
    }
}
