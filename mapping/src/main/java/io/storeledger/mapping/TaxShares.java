package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Gives each part its share of the order's tax, so that the shares add up to `total_tax` exactly.
///
/// BigCommerce writes each part's own tax, on product lines as a rule before order discounts; what
/// the own taxes are over `total_tax` is then the discounts' (negative) tax. If there is no
/// discount, or the difference is nothing that a discount could cause, all own taxes are scaled to
/// `total_tax`.
final class TaxShares {

    /// What came of it.
    sealed interface Result {}

    /// Each part with its net amount and tax.
    record Shared(List<Posted> parts) implements Result {}

    /// The tax can't be the parts'.
    record Refused(String reason) implements Result {}

    /// A part as it is posted, in minor units; net and tax have the same sign or are zero.
    record Posted(Part part, long net, long tax) {}

    private TaxShares() {}

    static Result of(BasisProof.Fits fits, BigDecimal totalTax, Minor minor) {
        List<BasisProof.Posting> postings = fits.postings();
        long tax = minor.rounded(totalTax);
        List<BigDecimal> shares = shares(postings, BigDecimal.valueOf(tax), minor);
        if (shares.isEmpty() && tax != 0) {
            return new Refused(
                    "total_tax is %s, but no part of the order costs anything."
                            .formatted(minor.say(tax)));
        }
        List<Long> rounded =
                shares.isEmpty()
                        ? postings.stream().map(posting -> 0L).toList()
                        : LargestRemainder.round(shares, tax).orElseThrow();
        List<Posted> parts = new ArrayList<>();
        for (int i = 0; i < postings.size(); i++) {
            BasisProof.Posting posting = postings.get(i);
            long share = rounded.get(i);
            long net =
                    switch (fits.basis()) {
                        case INC -> posting.units() - share;
                        case EX -> posting.units();
                    };
            if (Long.signum(net) * Long.signum(posting.units()) < 0) {
                return new Refused(
                        "The tax of \"%s\" would be %s, which is more than its amount of %s."
                                .formatted(
                                        posting.part().label(),
                                        minor.say(share),
                                        minor.say(posting.units())));
            }
            parts.add(new Posted(posting.part(), net, share));
        }
        return new Shared(List.copyOf(parts));
    }

    /// Unrounded shares in minor units that add up to the tax; none if nothing can bear it.
    private static List<BigDecimal> shares(
            List<BasisProof.Posting> postings, BigDecimal tax, Minor minor) {
        List<BigDecimal> own =
                postings.stream().map(posting -> minor.units(posting.part().tax())).toList();
        List<BigDecimal> deducted =
                postings.stream()
                        .map(posting ->
                                posting.part().kind().deduction()
                                        ? BigDecimal.valueOf(Math.abs(posting.units()))
                                        : BigDecimal.ZERO)
                        .toList();
        BigDecimal left = tax.subtract(add(own));
        if (left.signum() == 0) {
            return own;
        }
        if (left.signum() < 0 && left.abs().compareTo(add(deducted)) <= 0) {
            return plus(own, LargestRemainder.spread(left, deducted));
        }
        if (add(own).signum() != 0) {
            return LargestRemainder.spread(tax, own);
        }
        List<BigDecimal> amounts =
                postings.stream()
                        .map(posting -> BigDecimal.valueOf(Math.max(0, posting.units())))
                        .toList();
        return add(amounts).signum() == 0 ? List.of() : LargestRemainder.spread(tax, amounts);
    }

    private static List<BigDecimal> plus(List<BigDecimal> left, List<BigDecimal> right) {
        List<BigDecimal> sums = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            sums.add(left.get(i).add(right.get(i)));
        }
        return sums;
    }

    private static BigDecimal add(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
