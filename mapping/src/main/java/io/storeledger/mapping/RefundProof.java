package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Finds the basis on which a refund's items come to its `total_amount`, and rounds them on it.
///
/// Whether a requested amount contains its tax is documented nowhere: the official guide shows one
/// that does not (10 + 10, `total_tax` 0.83, `total_amount` 20.83). So as with orders the basis
/// that fits to the minor unit is the one that counts; likewise whether the item's adjustments are
/// in its amount.
final class RefundProof {
    private final ObjectNode refund;
    private final StoreOrder order;
    private final List<RefundItem> items;
    private final Minor minor;
    private final BigDecimal total;
    private final BigDecimal tax;

    private RefundProof(
            ObjectNode refund,
            StoreOrder order,
            List<RefundItem> items,
            Minor minor,
            BigDecimal total,
            BigDecimal tax) {
        this.refund = refund;
        this.order = order;
        this.items = items;
        this.minor = minor;
        this.total = total;
        this.tax = tax;
    }

    /// Proves a refund.
    ///
    /// @param total `total_amount`
    /// @param tax of that, the tax
    static BasisProof.Result of(
            ObjectNode refund,
            StoreOrder order,
            List<RefundItem> items,
            Minor minor,
            BigDecimal total,
            BigDecimal tax) {
        return new RefundProof(refund, order, items, minor, total, tax).prove();
    }

    private BasisProof.Result prove() {
        List<String> reasons = new ArrayList<>();
        boolean valued = !items.isEmpty() && items.stream().allMatch(RefundItem::isValued);
        for (Basis basis : Basis.values()) {
            for (boolean adjusted : adjusted()) {
                List<Part> parts = parts(basis, adjusted);
                Optional<List<Long>> units =
                        valued ? round(parts, basis, target(basis)) : Optional.empty();
                if (units.isPresent()) {
                    return fits(basis, parts, units.get());
                }
                reasons.add(sum(basis, parts));
            }
        }
        return explanation()
                .flatMap(this::withDifference)
                .orElseGet(() -> new BasisProof.FitsNot(reasons.stream().distinct().toList()));
    }

    private List<Boolean> adjusted() {
        return items.stream().allMatch(item -> item.adjustments().isEmpty())
                ? List.of(true)
                : List.of(true, false);
    }

    private List<Part> parts(Basis basis, boolean adjusted) {
        List<Part> parts = new ArrayList<>();
        for (RefundItem item : items) {
            parts.addAll(item.on(basis, minor));
            if (adjusted) {
                parts.addAll(item.adjustments());
            }
        }
        return parts;
    }

    private long target(Basis basis) {
        return switch (basis) {
            case INC -> minor.rounded(total);
            case EX -> minor.rounded(total) - minor.rounded(tax);
        };
    }

    /// Rounds the parts to the target: each by itself, or so that only what is a fraction of an
    /// order's line moves, and by less than a unit.
    private Optional<List<Long>> round(List<Part> parts, Basis basis, long target) {
        List<BigDecimal> units = parts.stream().map(part -> minor.units(part.on(basis))).toList();
        List<Long> each = units.stream().map(Minor::round).toList();
        return each.stream().mapToLong(Long::longValue).sum() == target
                ? Optional.of(each)
                : LargestRemainder.round(units, target);
    }

    /// Why items may come to something else than the total; empty if they may not.
    private Optional<String> explanation() {
        if (Fields.flag(refund, "uses_merchant_override_values").orElse(false)) {
            return Optional.of("Adjustment by the merchant");
        }
        if (items.isEmpty()) {
            return Optional.of("Refund on order " + order.id());
        }
        return items.stream().allMatch(RefundItem::isValued)
                ? Optional.empty()
                : Optional.of(
                        "Refund of "
                                + String.join(
                                        ", ",
                                        items.stream()
                                                .filter(item -> !item.isValued())
                                                .map(RefundItem::label)
                                                .toList()));
    }

    /// The difference as a line of its own; nothing but a merchant's own values makes it negative.
    private Optional<BasisProof.Result> withDifference(String label) {
        List<Part> parts = parts(Basis.INC, true);
        List<Long> each = parts.stream().map(part -> minor.rounded(part.on(Basis.INC))).toList();
        long difference = target(Basis.INC) - each.stream().mapToLong(Long::longValue).sum();
        boolean allowed =
                difference >= 0
                        || Fields.flag(refund, "uses_merchant_override_values").orElse(false);
        if (!allowed) {
            return Optional.empty();
        }
        List<Part> all = new ArrayList<>(parts);
        List<Long> units = new ArrayList<>(each);
        all.add(
                RefundItems.adjustment(
                        label, minor.amount(difference), refund, "refund.total_amount"));
        units.add(difference);
        return Optional.of(fits(Basis.INC, all, units));
    }

    private BasisProof.Fits fits(Basis basis, List<Part> parts, List<Long> units) {
        List<BasisProof.Posting> postings = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            postings.add(new BasisProof.Posting(parts.get(i), units.get(i)));
        }
        return new BasisProof.Fits(basis, List.copyOf(postings), sum(basis, parts));
    }

    /// `Without tax: Towel 10.00 + Shipping 10.00 = 20.00 GBP, of 20.83 GBP with 0.83 GBP tax.`
    private String sum(Basis basis, List<Part> parts) {
        StringBuilder text = new StringBuilder();
        BigDecimal sum = BigDecimal.ZERO;
        for (Part part : parts) {
            BigDecimal amount = part.on(basis);
            text.append(text.isEmpty() ? "" : " + ")
                    .append(part.label())
                    .append(' ')
                    .append(Numbers.plain(amount).toPlainString());
            sum = sum.add(amount);
        }
        return "Items %s: %s = %s; total_amount is %s, total_tax %s."
                .formatted(
                        basis.words(),
                        text.isEmpty() ? "none" : text,
                        minor.say(sum),
                        minor.say(total),
                        minor.say(tax));
    }
}
