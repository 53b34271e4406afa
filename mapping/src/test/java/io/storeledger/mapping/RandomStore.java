package io.storeledger.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.random.RandomGenerator;

/// A store that prices random orders the way BigCommerce does, written apart from the mapping: it
/// knows prices and rates, rounds each line, and adds up on the basis it prices in.
final class RandomStore {
    private static final List<String> CURRENCIES = List.of("GBP", "USD", "JPY", "KWD");
    private static final List<String> RATES =
            List.of("0", "0.05", "0.0825", "0.19", "0.20", "0.25");

    /// More than any order comes to.
    private static final BigDecimal FAR_OFF = new BigDecimal("77777777");

    /// An amount as a store knows it.
    private record Priced(BigDecimal ex, BigDecimal tax, BigDecimal inc) {
        BigDecimal on(boolean inclusive) {
            return inclusive ? inc : ex;
        }
    }

    /// The order, and what it must come to.
    ///
    /// @param unit a minor unit of its currency
    record Sold(TestOrder order, BigDecimal totalInc, BigDecimal totalTax, BigDecimal unit) {}

    private final RandomGenerator random;
    private final boolean inclusive;
    private final int digits;
    private final int decimals;
    private final TestOrder order;

    /// @param exact whole minor units only, and the other basis far off: a unit too many or too few
    ///   anywhere can't be taken for rounding
    private RandomStore(RandomGenerator random, boolean exact) {
        this.random = random;
        this.inclusive = random.nextBoolean();
        String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        this.digits = Currency.getInstance(currency).getDefaultFractionDigits();
        this.decimals = exact || random.nextBoolean() ? digits : Math.max(4, digits);
        this.order = TestOrder.in(currency, inclusive);
    }

    static Sold order(RandomGenerator random) {
        return new RandomStore(random, false).sell(false);
    }

    static Sold exactOrder(RandomGenerator random) {
        return new RandomStore(random, true).sell(true);
    }

    private Sold sell(boolean exact) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        BigDecimal subtotal = BigDecimal.ZERO;
        BigDecimal other = BigDecimal.ZERO;
        int lines = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 6);
        for (int i = 0; i < lines; i++) {
            int quantity = 1 + random.nextInt(9);
            Priced line = priced(quantity, random.nextInt(20) == 0 ? 1 : 60_000);
            order.line("SKU-" + i, quantity, text(line.ex()), text(line.tax()), text(line.inc()));
            subtotal = subtotal.add(line.on(inclusive));
            other = other.add(line.on(!inclusive));
            tax = tax.add(line.tax());
        }
        sum = sum.add(subtotal);
        for (Priced charge : charges(exact)) {
            sum = sum.add(charge.on(inclusive));
            tax = tax.add(charge.tax());
        }
        BigDecimal discount = part(subtotal);
        BigDecimal coupon = part(subtotal.subtract(discount));
        order.discount(text(discount)).coupon("C", text(coupon));
        BigDecimal deducted = discount.add(coupon);
        // lines' own taxes are before discounts as a rule, after them in some orders
        if (deducted.signum() > 0 && sum.signum() > 0 && random.nextInt(4) > 0) {
            tax = tax.multiply(sum.subtract(deducted)).divide(sum, decimals, RoundingMode.HALF_UP);
        }
        BigDecimal total = sum.subtract(deducted).setScale(digits, RoundingMode.HALF_UP);
        tax = tax.setScale(digits, RoundingMode.HALF_UP);
        if (inclusive) {
            // what is discounted away bears no tax
            tax = tax.min(total);
        }
        BigDecimal inc = inclusive ? total : total.add(tax);
        BigDecimal away = exact ? FAR_OFF : rounding(lines);
        BigDecimal off = other.add(away).max(BigDecimal.ZERO);
        BigDecimal own = exact || random.nextBoolean() ? subtotal : rounded(subtotal);
        order.subtotals(text(inclusive ? off : own), text(inclusive ? own : off));
        order.totals(text(inc.subtract(tax)), text(tax), text(inc));
        if (!exact && random.nextInt(4) == 0) {
            order.set("is_tax_inclusive_pricing", "");
        }
        return new Sold(order, inc, tax, BigDecimal.ONE.movePointLeft(digits));
    }

    private List<Priced> charges(boolean exact) {
        List<Priced> charges = new ArrayList<>();
        if (random.nextBoolean()) {
            Priced cost = priced(1, 2_000);
            order.shipping(text(cost.ex()), text(cost.tax()), text(cost.inc()));
            charges.add(cost);
        }
        if (random.nextInt(3) == 0) {
            Priced cost = priced(1, 500);
            order.handling(text(cost.ex()), text(cost.tax()), text(cost.inc()));
            charges.add(cost);
        }
        if (random.nextInt(3) == 0) {
            Priced cost = priced(1, 500);
            order.wrapping(text(cost.ex()), text(cost.tax()), text(cost.inc()));
            charges.add(cost);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Priced cost = priced(1, 900);
            if (exact) {
                // a fee of one unit, left out, could be what an order is off by
                BigDecimal more = new BigDecimal("1000");
                cost = new Priced(cost.ex().add(more), cost.tax(), cost.inc().add(more));
            }
            order.fee("Fee " + i, text(cost.ex()), text(cost.tax()), text(cost.inc()));
            charges.add(cost);
        }
        return charges;
    }

    /// Up to so many hundredths a piece, taxed at some rate, each amount rounded.
    private Priced priced(int quantity, int atMost) {
        BigDecimal rate = new BigDecimal(RATES.get(random.nextInt(RATES.size())));
        BigDecimal price = BigDecimal.valueOf(random.nextInt(atMost * 100), 4);
        BigDecimal given = scaled(price.multiply(BigDecimal.valueOf(quantity)));
        if (inclusive) {
            BigDecimal ex = given.divide(BigDecimal.ONE.add(rate), decimals, RoundingMode.HALF_UP);
            return new Priced(ex, given.subtract(ex), given);
        }
        BigDecimal tax = scaled(given.multiply(rate));
        return new Priced(given, tax, given.add(tax));
    }

    /// None, some or all of an amount.
    private BigDecimal part(BigDecimal amount) {
        return switch (random.nextInt(6)) {
            case 0 -> rounded(amount).min(amount.setScale(digits, RoundingMode.DOWN));
            case 1, 2 ->
                    amount.multiply(BigDecimal.valueOf(random.nextInt(100), 2))
                            .setScale(digits, RoundingMode.DOWN);
            default -> BigDecimal.ZERO;
        };
    }

    /// What the other basis is off by: a fraction of a cent per line.
    private BigDecimal rounding(int lines) {
        return BigDecimal.valueOf(random.nextInt(-50 * lines, 50 * lines), digits + 2);
    }

    private BigDecimal scaled(BigDecimal amount) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }

    private BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(digits, RoundingMode.HALF_UP);
    }

    private static String text(BigDecimal amount) {
        return amount.setScale(Math.max(4, amount.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
