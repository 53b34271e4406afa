package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What NetSuite must total for an order or a refund, told from the store's lists alone: what the
/// mapper proves of each record that it maps.
public final class ExpectedTotals {
    private ExpectedTotals() {}

    /// What is expected.
    public sealed interface Expected {}

    /// An amount, with all decimals of its currency.
    ///
    /// @param currency as ISO 4217 says
    public record Total(BigDecimal amount, String currency) implements Expected {
        /// The amount and the currency for people.
        @Override
        public String toString() {
            return amount.toPlainString() + " " + currency;
        }
    }

    /// None: no money went back.
    ///
    /// @param reason in a sentence
    public record Nothing(String reason) implements Expected {}

    /// The store's record does not say it.
    ///
    /// @param reason in a sentence
    public record Unclear(String reason) implements Expected {}

    /// What the sales order of an order must total.
    ///
    /// @param order as `GET /v2/orders` lists it
    public static Expected ofOrder(ObjectNode order) {
        Optional<Minor> minor = currency(order).flatMap(Minor::of);
        if (minor.isEmpty()) {
            return new Unclear("The order names no currency.");
        }
        List<String> reasons = new ArrayList<>();
        return Fields.money(order, "total_inc_tax", "the order", reasons)
                .<Expected>map(total -> total(total, minor.get()))
                .orElseGet(() -> unclear(reasons, "The order lacks total_inc_tax."));
    }

    /// What the credit of a refund must total.
    ///
    /// @param refund as `GET /v3/orders/payment_actions/refunds` lists it
    /// @param currency the order's, as [#currency] tells it
    public static Expected ofRefund(ObjectNode refund, String currency) {
        Optional<Minor> minor = Minor.of(currency);
        if (minor.isEmpty()) {
            return new Unclear("\"" + currency + "\" is no currency.");
        }
        List<String> reasons = new ArrayList<>();
        Optional<BigDecimal> total = Fields.money(refund, "total_amount", "the refund", reasons);
        if (total.isEmpty()) {
            return unclear(reasons, "The refund lacks total_amount.");
        }
        if (total.get().signum() == 0) {
            return new Nothing("The refund comes to nothing.");
        }
        return switch (RefundPayments.of(refund, total.get(), minor.get(), reasons)) {
            case RefundPayments.AllDeclined _ ->
                    new Nothing("All payments of the refund were declined.");
            case RefundPayments.Unclear(String reason) -> new Unclear(reason);
            case RefundPayments.Settled(BigDecimal declined) ->
                    total(total.get().subtract(declined), minor.get());
        };
    }

    /// The transactional currency of an order, in which all of its amounts are.
    public static Optional<String> currency(ObjectNode order) {
        return StoreOrder.currency(order);
    }

    private static Total total(BigDecimal amount, Minor minor) {
        return new Total(minor.amount(minor.rounded(amount)), minor.code());
    }

    private static Unclear unclear(List<String> reasons, String otherwise) {
        return new Unclear(reasons.isEmpty() ? otherwise : String.join(" ", reasons));
    }
}
