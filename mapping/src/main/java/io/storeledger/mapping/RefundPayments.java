package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// How much of a refund its payments have declined. A refund stands before its payments are
/// settled, so `is_declined` may still change.
final class RefundPayments {

    /// What came of it.
    sealed interface Result {}

    /// Money went back, less what was declined.
    record Settled(BigDecimal declined) implements Result {}

    /// Every payment was declined.
    record AllDeclined() implements Result {}

    /// The payments do not come to the refund.
    record Unclear(String reason) implements Result {}

    private RefundPayments() {}

    static Result of(ObjectNode refund, BigDecimal total, Minor minor, List<String> reasons) {
        BigDecimal paid = BigDecimal.ZERO;
        BigDecimal declined = BigDecimal.ZERO;
        List<Boolean> outcomes = new ArrayList<>();
        for (ObjectNode payment : Fields.objects(refund, "payments")) {
            BigDecimal amount =
                    Fields.money(payment, "amount", "a refund's payment", reasons)
                            .orElse(BigDecimal.ZERO);
            boolean isDeclined = Fields.flag(payment, "is_declined").orElse(false);
            outcomes.add(isDeclined);
            if (isDeclined) {
                declined = declined.add(amount);
            } else {
                paid = paid.add(amount);
            }
        }
        if (outcomes.isEmpty()) {
            return new Settled(BigDecimal.ZERO);
        }
        if (!outcomes.contains(false)) {
            return new AllDeclined();
        }
        if (paid.compareTo(total) == 0) {
            // what was declined, if anything, was paid by another payment
            return new Settled(BigDecimal.ZERO);
        }
        return paid.add(declined).compareTo(total) == 0
                ? new Settled(declined)
                : new Unclear(
                        "The refund's payments come to %s, of which %s declined, but total_amount is %s."
                                .formatted(
                                        minor.say(paid.add(declined)),
                                        minor.say(declined),
                                        minor.say(total)));
    }
}
