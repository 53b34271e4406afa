package io.storeledger.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// Chooses the tax code of a line and the rate that is shown with its tax.
final class TaxCodes {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 6;

    /// A line's code, its tax type if the rules name one, and its rate in percent.
    ///
    /// @param index which of `tax.codes` it is; -1 for `tax.code`, -2 for `tax.zeroCode`
    /// @param rule that code's rule, where it is one of `tax.codes`
    record Chosen(
            Ref code,
            Optional<String> type,
            BigDecimal rate,
            int index,
            Optional<Rules.Tax.Code> rule) {

        String codeKey() {
            return switch (index) {
                case ELSE -> "tax.code";
                case UNTAXED -> "tax.zeroCode";
                default -> "tax.codes[" + index + "].code";
            };
        }

        String typeKey() {
            return rule.flatMap(Rules.Tax.Code::type).isPresent()
                    ? "tax.codes[" + index + "].type"
                    : "tax.type";
        }

        /// Empty if the rate is computed.
        String rateKey() {
            if (index == UNTAXED) {
                return "tax.zeroCode";
            }
            return rule.flatMap(Rules.Tax.Code::rate).isPresent()
                    ? "tax.codes[" + index + "].rate"
                    : "";
        }
    }

    private static final int ELSE = -1;
    private static final int UNTAXED = -2;

    private final Optional<String> country;
    private final Rules.Tax tax;
    private final List<String> reasons;

    TaxCodes(StoreOrder order, Rules.Tax tax, List<String> reasons) {
        this.country = order.country();
        this.tax = tax;
        this.reasons = reasons;
    }

    /// The code of a line; none if it bears no tax and the rules name no code for that, or if a
    /// reason was noted.
    Optional<Chosen> of(TaxShares.Posted posted) {
        if (posted.tax() == 0) {
            return tax.zeroCode()
                    .map(code ->
                            new Chosen(
                                    code, tax.type(), BigDecimal.ZERO, UNTAXED, Optional.empty()));
        }
        Optional<Chosen> chosen =
                tax.codes().stream()
                        .filter(code -> applies(code, posted))
                        .findFirst()
                        .map(code ->
                                new Chosen(
                                        code.code(),
                                        code.type().or(tax::type),
                                        code.rate().orElseGet(() -> rate(posted)),
                                        tax.codes().indexOf(code),
                                        Optional.of(code)))
                        .or(() ->
                                tax.code()
                                        .map(code ->
                                                new Chosen(
                                                        code,
                                                        tax.type(),
                                                        rate(posted),
                                                        ELSE,
                                                        Optional.empty())));
        if (chosen.isEmpty()) {
            reasons.add(
                    "No tax code for \"%s\" (%s %%%s); add one to rules.tax.codes, or set"
                                    .formatted(
                                            posted.part().label(),
                                            rate(posted).toPlainString(),
                                            country.map(code -> ", " + code).orElse(""))
                            + " rules.tax.code.");
        }
        return chosen;
    }

    private boolean applies(Rules.Tax.Code code, TaxShares.Posted posted) {
        return met(code.country(), country)
                && met(code.taxClass(), taxClass(posted.part()))
                && code.rate().filter(rate -> !gives(rate, posted)).isEmpty();
    }

    private static boolean met(Optional<String> wanted, Optional<String> given) {
        return wanted.isEmpty() || wanted.equals(given);
    }

    /// Spreading tax may move a line's share by one unit.
    private static boolean gives(BigDecimal rate, TaxShares.Posted posted) {
        return Math.abs(taxAt(rate, posted) - posted.tax()) <= 1;
    }

    private static long taxAt(BigDecimal rate, TaxShares.Posted posted) {
        return Minor.round(BigDecimal.valueOf(posted.net()).multiply(rate).divide(HUNDRED));
    }

    /// The roundest rate that gives the line's tax: the order does not say the real one.
    private static BigDecimal rate(TaxShares.Posted posted) {
        if (posted.net() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal net = BigDecimal.valueOf(posted.net());
        BigDecimal hundredfold = BigDecimal.valueOf(posted.tax()).multiply(HUNDRED);
        BigDecimal rate = BigDecimal.ZERO;
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
            rate = hundredfold.divide(net, decimals, RoundingMode.HALF_UP);
            if (taxAt(rate, posted) == posted.tax()) {
                break;
            }
        }
        return Numbers.plain(rate);
    }

    private static Optional<String> taxClass(Part part) {
        return switch (part.kind()) {
            case SHIPPING -> Fields.text(part.source(), "shipping_cost_tax_class_id");
            case HANDLING -> Fields.text(part.source(), "handling_cost_tax_class_id");
            case WRAPPING -> Fields.text(part.source(), "wrapping_cost_tax_class_id");
            case FEE, PRODUCT -> Fields.text(part.source(), "tax_class_id");
            case DISCOUNT, COUPON, ROUNDING, REFUND, REFUND_ADJUSTMENT -> Optional.empty();
        };
    }
}
