package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The amounts of an order, read and not yet proved.
///
/// @param minor the transactional currency
/// @param products a part per product line
/// @param charges shipping, handling, wrapping, where not zero
/// @param fees likewise
/// @param deductions discount and coupon discount, where not zero
/// @param subtotalInc what the store says the products come to, with tax
/// @param subtotalEx likewise, without
/// @param totalInc what the store charged
/// @param totalEx of that, without tax
/// @param totalTax of that, the tax
/// @param inclusive `is_tax_inclusive_pricing`, if said
record OrderMoney(
        Minor minor,
        List<Part> products,
        List<Part> charges,
        List<Part> fees,
        List<Part> deductions,
        BigDecimal subtotalInc,
        BigDecimal subtotalEx,
        BigDecimal totalInc,
        BigDecimal totalEx,
        BigDecimal totalTax,
        Optional<Boolean> inclusive) {

    /// Reads them; what is missing or malformed is added to the reasons.
    static OrderMoney read(StoreOrder order, Minor minor, List<String> reasons) {
        ObjectNode json = order.order();
        String name = "order " + order.id();
        List<Part> products = products(order, reasons);
        List<Part> charges =
                Stream.of(
                                charge(Part.Kind.SHIPPING, "shipping_cost", order, reasons),
                                charge(Part.Kind.HANDLING, "handling_cost", order, reasons),
                                charge(Part.Kind.WRAPPING, "wrapping_cost", order, reasons))
                        .flatMap(Optional::stream)
                        .toList();
        Optional<BigDecimal> inc = Fields.money(json, "total_inc_tax", name, reasons);
        Optional<BigDecimal> ex = Fields.money(json, "total_ex_tax", name, reasons);
        Optional<BigDecimal> tax = Fields.money(json, "total_tax", name, reasons);
        if (inc.isEmpty() || (ex.isEmpty() && tax.isEmpty())) {
            reasons.add(
                    "The order lacks total_inc_tax, or both total_ex_tax and total_tax; without"
                            + " them nothing can be proved.");
        }
        BigDecimal total = inc.orElse(BigDecimal.ZERO);
        BigDecimal totalTax = tax.orElseGet(() -> total.subtract(ex.orElse(BigDecimal.ZERO)));
        return new OrderMoney(
                minor,
                products,
                charges,
                fees(order, reasons),
                deductions(order, reasons),
                Fields.money(json, "subtotal_inc_tax", name, reasons)
                        .orElseGet(() -> sum(products, Basis.INC)),
                Fields.money(json, "subtotal_ex_tax", name, reasons)
                        .orElseGet(() -> sum(products, Basis.EX)),
                total,
                ex.orElseGet(() -> total.subtract(totalTax)),
                totalTax,
                Fields.flag(json, "is_tax_inclusive_pricing"));
    }

    BigDecimal subtotal(Basis basis) {
        return switch (basis) {
            case INC -> subtotalInc;
            case EX -> subtotalEx;
        };
    }

    BigDecimal total(Basis basis) {
        return switch (basis) {
            case INC -> totalInc;
            case EX -> totalEx;
        };
    }

    /// What an order must be made of besides its products.
    List<Part> others(boolean withFees) {
        return Stream.of(charges, withFees ? fees : List.<Part>of(), deductions)
                .flatMap(List::stream)
                .toList();
    }

    static BigDecimal sum(List<Part> parts, Basis basis) {
        return parts.stream().map(part -> part.on(basis)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Part> products(StoreOrder order, List<String> reasons) {
        List<Part> parts = new ArrayList<>();
        for (ObjectNode product : order.products()) {
            String from = "order.products[" + parts.size() + "].total";
            parts.add(product(product, from, reasons));
        }
        return List.copyOf(parts);
    }

    /// The part that a product line is.
    static Part product(ObjectNode product, String from, List<String> reasons) {
        String label = Products.label(product);
        return part(Part.Kind.PRODUCT, label, product, "total", "\"" + label + "\"", from, reasons);
    }

    private static Optional<Part> charge(
            Part.Kind kind, String prefix, StoreOrder order, List<String> reasons) {
        String label =
                switch (kind) {
                    case SHIPPING ->
                            order.shippingMethod()
                                    .map(method -> "Shipping: " + method)
                                    .orElse("Shipping");
                    case HANDLING -> "Handling";
                    default -> "Gift wrapping";
                };
        return Optional.of(
                        part(
                                kind,
                                label,
                                order.order(),
                                prefix,
                                "order " + order.id(),
                                "order." + prefix,
                                reasons))
                .filter(OrderMoney::hasMoney);
    }

    private static List<Part> fees(StoreOrder order, List<String> reasons) {
        List<Part> parts = new ArrayList<>();
        for (ObjectNode fee : Fields.objects(order.order(), "fees")) {
            String from = "order.fees[" + parts.size() + "].cost";
            String label =
                    Fields.text(fee, "display_name_merchant")
                            .or(() -> Fields.text(fee, "display_name_customer"))
                            .orElse("Fee");
            parts.add(
                    part(
                            Part.Kind.FEE,
                            label,
                            fee,
                            "cost",
                            "fee \"" + label + "\"",
                            from,
                            reasons));
        }
        return parts.stream().filter(OrderMoney::hasMoney).toList();
    }

    private static List<Part> deductions(StoreOrder order, List<String> reasons) {
        String codes =
                order.coupons().stream()
                        .flatMap(coupon -> Fields.text(coupon, "code").stream())
                        .distinct()
                        .collect(Collectors.joining(", "));
        String names =
                order.products().stream()
                        .flatMap(product -> Fields.objects(product, "applied_discounts").stream())
                        .filter(discount -> Fields.text(discount, "code").isEmpty())
                        .flatMap(discount -> Fields.text(discount, "name").stream())
                        .distinct()
                        .collect(Collectors.joining(", "));
        return Stream.of(
                        deduction(
                                Part.Kind.DISCOUNT,
                                names.isEmpty() ? "Discount" : "Discount: " + names,
                                "discount_amount",
                                order,
                                reasons),
                        deduction(
                                Part.Kind.COUPON,
                                codes.isEmpty() ? "Coupon" : "Coupon: " + codes,
                                "coupon_discount",
                                order,
                                reasons))
                .flatMap(Optional::stream)
                .toList();
    }

    /// A deduction is the same amount on both bases: which one it is meant on is what gets proved.
    private static Optional<Part> deduction(
            Part.Kind kind, String label, String field, StoreOrder order, List<String> reasons) {
        return Fields.money(order.order(), field, "order " + order.id(), reasons)
                .filter(amount -> amount.signum() != 0)
                .map(BigDecimal::negate)
                .map(amount ->
                        new Part(
                                kind,
                                label,
                                amount,
                                amount,
                                BigDecimal.ZERO,
                                order.order(),
                                "order." + field));
    }

    static Part part(
            Part.Kind kind,
            String label,
            ObjectNode from,
            String prefix,
            String owner,
            String path,
            List<String> reasons) {
        BigDecimal inc =
                Fields.money(from, prefix + "_inc_tax", owner, reasons).orElse(BigDecimal.ZERO);
        // an official sample spells it so for fees
        BigDecimal ex =
                Fields.money(from, prefix + "_ex_tax", owner, reasons)
                        .or(() -> Fields.money(from, prefix + "_exc_tax", owner, reasons))
                        .orElse(BigDecimal.ZERO);
        BigDecimal tax =
                Fields.money(from, prefix + "_tax", owner, reasons)
                        .orElseGet(() -> inc.subtract(ex));
        return new Part(kind, label, inc, ex, tax, from, path);
    }

    private static boolean hasMoney(Part part) {
        return part.inc().signum() != 0 || part.ex().signum() != 0;
    }
}
