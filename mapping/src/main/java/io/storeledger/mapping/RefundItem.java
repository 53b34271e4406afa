package io.storeledger.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One item of a refund, with the part of the order that it gives back.
///
/// @param kind what line it becomes
/// @param label what it is called there
/// @param requested `requested_amount`: written on the order's basis, so with tax or without
/// @param sold the order's part, as far as it is known
/// @param share how much of that part is given back, where nothing was requested
/// @param allTax whether it is nothing but tax
/// @param source the JSON of what was sold
/// @param quantity how many of a product are given back
/// @param restocked how many of them return to the stock
/// @param adjustments what the item's amount was changed by
/// @param from where in the refund it stands
record RefundItem(
        Part.Kind kind,
        String label,
        Optional<BigDecimal> requested,
        Optional<Part> sold,
        BigDecimal share,
        boolean allTax,
        ObjectNode source,
        BigDecimal quantity,
        BigDecimal restocked,
        List<Part> adjustments,
        String from) {
    private static final int DECIMALS = 12;

    /// Whether there is a way to say what it is worth.
    boolean isValued() {
        return requested.isPresent() || sold.isPresent();
    }

    /// Its lines on a basis; none if it is not valued.
    List<Part> on(Basis basis, Minor minor) {
        Optional<BigDecimal> worth = worth(basis);
        if (worth.isEmpty()) {
            return List.of();
        }
        Part whole = part(kind, label, worth.get(), basis, source);
        if (restocked.signum() == 0) {
            return List.of(whole);
        }
        ObjectNode goods = source.deepCopy();
        goods.put("quantity", restocked);
        String name = Products.label(source);
        if (restocked.compareTo(quantity) == 0) {
            return List.of(part(Part.Kind.PRODUCT, name, worth.get(), basis, goods));
        }
        // whole units, so that dividing an amount leaves nothing to round
        BigDecimal back =
                times(worth.get(), restocked, quantity).setScale(minor.digits(), RoundingMode.DOWN);
        return List.of(
                part(Part.Kind.PRODUCT, name, back, basis, goods),
                part(
                        kind,
                        counted(quantity.subtract(restocked), name),
                        worth.get().subtract(back),
                        basis,
                        source));
    }

    /// `2 x Towel`.
    static String counted(BigDecimal quantity, String name) {
        return "%s x %s".formatted(Numbers.plain(quantity).toPlainString(), name);
    }

    private Optional<BigDecimal> worth(Basis basis) {
        if (allTax && basis == Basis.EX) {
            // on that basis all tax stands beside the lines
            return requested.map(amount -> BigDecimal.ZERO);
        }
        return requested.or(() -> sold.map(part -> scaled(part.on(basis).multiply(share))));
    }

    private Part part(
            Part.Kind lineKind, String lineLabel, BigDecimal worth, Basis basis, ObjectNode json) {
        BigDecimal tax =
                allTax
                        ? worth
                        : sold.filter(part -> part.on(basis).signum() != 0)
                                .map(part -> times(worth, part.tax(), part.on(basis)))
                                .orElse(BigDecimal.ZERO);
        return switch (basis) {
            case INC ->
                    new Part(
                            lineKind,
                            lineLabel,
                            worth,
                            worth.subtract(tax),
                            tax,
                            json,
                            amountFrom());
            case EX ->
                    new Part(lineKind, lineLabel, worth.add(tax), worth, tax, json, amountFrom());
        };
    }

    private String amountFrom() {
        return requested.isPresent() || sold.isEmpty()
                ? from + ".requested_amount"
                : sold.get().from();
    }

    static BigDecimal times(BigDecimal amount, BigDecimal part, BigDecimal whole) {
        return scaled(amount.multiply(part).divide(whole, MathContext.DECIMAL128));
    }

    private static BigDecimal scaled(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
