package io.storeledger.sandbox.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Sums of one currency: rounding to its smallest unit, tax both ways, and dividing without a rest.
///
/// @param decimals 2 for most, 0 for yen
/// @param longForm whether money is written with 4 decimals, else as short as it goes; BigCommerce
///   sends both
record Money(int decimals, boolean longForm) {
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int PRICE_DECIMALS = 4;

    BigDecimal round(BigDecimal amount) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }

    /// A sum with and without tax.
    record Taxed(BigDecimal ex, BigDecimal inc) {
        static final Taxed NOTHING = new Taxed(BigDecimal.ZERO, BigDecimal.ZERO);

        BigDecimal tax() {
            return inc.subtract(ex);
        }

        Taxed plus(Taxed other) {
            return new Taxed(ex.add(other.ex), inc.add(other.inc));
        }
    }

    /// The sum with and without tax of an amount that holds it, or doesn't.
    ///
    /// @param percent the tax rate
    Taxed taxed(BigDecimal amount, BigDecimal percent, boolean inclusive) {
        return taxed(amount, percent, inclusive, decimals);
    }

    /// The same for a price, which has 4 decimals.
    Taxed taxedPrice(BigDecimal price, BigDecimal percent, boolean inclusive) {
        return taxed(price, percent, inclusive, PRICE_DECIMALS);
    }

    private static Taxed taxed(
            BigDecimal amount, BigDecimal percent, boolean inclusive, int decimals) {
        if (inclusive) {
            BigDecimal ex =
                    amount.multiply(HUNDRED)
                            .divide(HUNDRED.add(percent), decimals, RoundingMode.HALF_UP);
            return new Taxed(ex, amount);
        }
        BigDecimal tax = amount.multiply(percent).divide(HUNDRED, decimals, RoundingMode.HALF_UP);
        return new Taxed(amount, amount.add(tax));
    }

    /// Divides a sum in proportion to weights, so that the shares add up to it exactly and none is
    /// more than its weight as long as the sum isn't more than all weights.
    List<BigDecimal> share(BigDecimal sum, List<BigDecimal> weights) {
        BigDecimal weight = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> shares = new ArrayList<>();
        BigDecimal left = sum;
        for (BigDecimal each : weights) {
            BigDecimal share =
                    weight.signum() == 0
                            ? BigDecimal.ZERO
                            : sum.multiply(each).divide(weight, decimals, RoundingMode.DOWN);
            shares.add(share);
            left = left.subtract(share);
        }
        // The cents that rounding down left over go where there is room.
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        for (int i = 0; left.signum() > 0; i = (i + 1) % shares.size()) {
            if (weights.get(i).compareTo(shares.get(i)) > 0) {
                shares.set(i, shares.get(i).add(unit));
                left = left.subtract(unit);
            }
        }
        return shares;
    }

    String text(BigDecimal amount) {
        BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount;
        return longForm
                ? plain.setScale(PRICE_DECIMALS, RoundingMode.HALF_UP).toPlainString()
                : plain.stripTrailingZeros().toPlainString();
    }
}
