package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the basis on which an order's parts add up to its total, and rounds the parts on it.
final class BasisProof {

    /// What came of it.
    sealed interface Result {}

    /// The parts add up.
    ///
    /// @param sum the sum that proves it, for people
    record Fits(Basis basis, List<Posting> postings, String sum) implements Result {}

    /// They don't, on any basis.
    ///
    /// @param reasons the arithmetic of each basis
    record FitsNot(List<String> reasons) implements Result {}

    /// A part and its amount on the basis, in minor units.
    record Posting(Part part, long units) {}

    private final OrderMoney money;
    private final Minor minor;
    private final boolean mayRound;

    private BasisProof(OrderMoney money, boolean mayRound) {
        this.money = money;
        this.minor = money.minor();
        this.mayRound = mayRound;
    }

    /// Proves an order.
    ///
    /// @param mayRound whether there is an item that carries rounding between lines and subtotal
    static Result of(OrderMoney money, boolean mayRound) {
        return new BasisProof(money, mayRound).prove();
    }

    private Result prove() {
        long inc = minor.rounded(money.totalInc());
        long tax = minor.rounded(money.totalTax());
        BigDecimal sum = money.totalEx().add(money.totalTax());
        if (sum.compareTo(money.totalInc()) != 0 && minor.rounded(money.totalEx()) + tax != inc) {
            return new FitsNot(
                    List.of(
                            "total_ex_tax %s + total_tax %s = %s, but total_inc_tax is %s."
                                    .formatted(
                                            minor.say(money.totalEx()),
                                            minor.say(money.totalTax()),
                                            minor.say(sum),
                                            minor.say(money.totalInc()))));
        }
        List<Basis> bases =
                money.inclusive().orElse(true)
                        ? List.of(Basis.INC, Basis.EX)
                        : List.of(Basis.EX, Basis.INC);
        List<String> reasons = new ArrayList<>();
        for (Basis basis : bases) {
            long total =
                    switch (basis) {
                        case INC -> inc;
                        case EX -> inc - tax;
                    };
            for (boolean withFees : withFees()) {
                switch (attempt(basis, withFees, total)) {
                    case Fits fits -> {
                        return fits;
                    }
                    case FitsNot(List<String> more) -> reasons.addAll(more);
                }
            }
        }
        return new FitsNot(reasons);
    }

    /// Whether fees are part of the total is documented nowhere, and an official sample leaves them
    /// out: both are tried.
    private List<Boolean> withFees() {
        return money.fees().isEmpty() ? List.of(true) : List.of(true, false);
    }

    private Result attempt(Basis basis, boolean withFees, long total) {
        List<Part> others = money.others(withFees);
        List<BigDecimal> units = new ArrayList<>();
        units.add(minor.units(products(basis, others, total)));
        others.forEach(part -> units.add(minor.units(part.on(basis))));
        String sum = sum(basis, withFees, others, products(basis, others, total));
        Optional<List<Long>> rounded =
                Minor.round(add(units)) == total
                        ? LargestRemainder.round(units, total)
                        : Optional.empty();
        if (rounded.isEmpty()) {
            BigDecimal short_ = minor.units(money.total(basis)).subtract(add(units));
            return new FitsNot(
                    List.of(
                            "%s, but %s is %s (%s)."
                                    .formatted(
                                            sum,
                                            basis.totalField(),
                                            minor.say(money.total(basis)),
                                            difference(short_))));
        }
        List<Posting> postings = new ArrayList<>();
        Optional<String> fault = lines(basis, rounded.get().getFirst(), postings);
        if (fault.isPresent()) {
            return new FitsNot(List.of(fault.get()));
        }
        for (int i = 0; i < others.size(); i++) {
            postings.add(new Posting(others.get(i), rounded.get().get(i + 1)));
        }
        return new Fits(basis, List.copyOf(postings), sum + ".");
    }

    /// What the products come to: the subtotal, or the lines themselves where the subtotal is
    /// rounded and only they, with all their decimals, explain the total.
    private BigDecimal products(Basis basis, List<Part> others, long total) {
        BigDecimal subtotal = money.subtotal(basis);
        BigDecimal lines = OrderMoney.sum(money.products(), basis);
        boolean onlyRounded =
                minor.units(lines.subtract(subtotal)).abs().compareTo(BigDecimal.ONE) < 0;
        BigDecimal rest = OrderMoney.sum(others, basis);
        return onlyRounded
                        && minor.rounded(subtotal.add(rest)) != total
                        && minor.rounded(lines.add(rest)) == total
                ? lines
                : subtotal;
    }

    /// Rounds the product lines so that they come to the subtotal; the reason if they can't.
    private Optional<String> lines(Basis basis, long subtotal, List<Posting> postings) {
        List<Part> products = money.products();
        List<BigDecimal> units =
                products.stream().map(part -> minor.units(part.on(basis))).toList();
        List<Long> each = units.stream().map(Minor::round).toList();
        BigDecimal sum = add(units);
        BigDecimal apart = sum.subtract(minor.units(money.subtotal(basis)));
        Optional<List<Long>> together =
                apart.abs().compareTo(BigDecimal.ONE) < 0
                        ? LargestRemainder.round(units, subtotal)
                        : Optional.empty();
        if (together.isPresent()) {
            post(products, together.get(), postings);
            return Optional.empty();
        }
        if (each.stream().mapToLong(Long::longValue).sum() == subtotal) {
            post(products, each, postings);
            return Optional.empty();
        }
        boolean roundingAtMost = apart.abs().compareTo(BigDecimal.valueOf(products.size())) < 0;
        if (roundingAtMost && mayRound) {
            post(products, LargestRemainder.round(units, Minor.round(sum)).orElseThrow(), postings);
            rounding(subtotal - Minor.round(sum), postings);
            return Optional.empty();
        }
        return Optional.of(
                "%s: the %d product lines add up to %s, but %s is %s (%s)%s."
                        .formatted(
                                capital(basis.words()),
                                products.size(),
                                minor.say(OrderMoney.sum(products, basis)),
                                basis.subtotalField(),
                                minor.say(money.subtotal(basis)),
                                difference(apart.negate()),
                                roundingAtMost
                                        ? "; if that is rounding, name an item for it in"
                                                + " rules.items.rounding"
                                        : ""));
    }

    private void rounding(long units, List<Posting> postings) {
        if (units != 0) {
            BigDecimal amount = minor.amount(units);
            Part part =
                    new Part(
                            Part.Kind.ROUNDING,
                            "Rounding",
                            amount,
                            amount,
                            BigDecimal.ZERO,
                            Json.object(),
                            "order.subtotal");
            postings.add(new Posting(part, units));
        }
    }

    private static void post(List<Part> parts, List<Long> units, List<Posting> postings) {
        for (int i = 0; i < parts.size(); i++) {
            postings.add(new Posting(parts.get(i), units.get(i)));
        }
    }

    /// `With tax: products 598.80 + shipping 5.00 - discount 10.00 = 593.80 GBP`.
    private String sum(Basis basis, boolean withFees, List<Part> others, BigDecimal products) {
        Map<Part.Kind, BigDecimal> byKind = new LinkedHashMap<>();
        byKind.put(Part.Kind.PRODUCT, products);
        others.forEach(part -> byKind.merge(part.kind(), part.on(basis), BigDecimal::add));
        StringBuilder text = new StringBuilder(capital(basis.words())).append(": ");
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Part.Kind, BigDecimal> entry : byKind.entrySet()) {
            BigDecimal amount = entry.getValue();
            if (entry.getKey() != Part.Kind.PRODUCT) {
                text.append(amount.signum() < 0 ? " - " : " + ");
            }
            text.append(entry.getKey().words())
                    .append(' ')
                    .append(bare(entry.getKey() == Part.Kind.PRODUCT ? amount : amount.abs()));
            sum = sum.add(amount);
        }
        text.append(" = ").append(minor.say(sum));
        if (!withFees) {
            text.append(", leaving out fees of ")
                    .append(minor.say(OrderMoney.sum(money.fees(), basis)));
        }
        return text.toString();
    }

    private String difference(BigDecimal units) {
        BigDecimal amount = units.movePointLeft(minor.digits());
        return minor.say(amount.abs()) + (amount.signum() < 0 ? " less" : " more");
    }

    private String bare(BigDecimal amount) {
        String said = minor.say(amount);
        return said.substring(0, said.indexOf(' '));
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static BigDecimal add(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
