package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Reads the items of a refund and finds what of the order they give back.
final class RefundItems {
    private final StoreOrder order;
    private final Rules rules;
    private final List<String> reasons;

    private RefundItems(StoreOrder order, Rules rules, List<String> reasons) {
        this.order = order;
        this.rules = rules;
        this.reasons = reasons;
    }

    /// Reads them; what is no amount of money is added to the reasons.
    static List<RefundItem> read(
            ObjectNode refund, StoreOrder order, Rules rules, List<String> reasons) {
        RefundItems items = new RefundItems(order, rules, reasons);
        List<RefundItem> all = new ArrayList<>();
        for (ObjectNode item : Fields.objects(refund, "items")) {
            all.add(items.item(item, "refund.items[" + all.size() + "]"));
        }
        return List.copyOf(all);
    }

    private RefundItem item(ObjectNode item, String from) {
        String type = Fields.text(item, "item_type").orElse("").toUpperCase(Locale.ROOT);
        Optional<String> id = Fields.text(item, "item_id");
        return switch (type) {
            case "PRODUCT" -> product(item, from, find(order.products(), id));
            case "GIFT_WRAPPING" -> {
                Optional<ObjectNode> product = find(order.products(), id);
                String label =
                        product.map(found -> "Gift wrapping: " + Products.label(found))
                                .orElse("Gift wrapping");
                yield charge(
                        item,
                        from,
                        rules.items().wrapping().isPresent(),
                        Part.Kind.WRAPPING,
                        label,
                        sold(product, "wrapping_cost", product(product)));
            }
            case "SHIPPING" ->
                    charge(
                            item,
                            from,
                            rules.items().shipping().isPresent(),
                            Part.Kind.SHIPPING,
                            "Shipping",
                            ofAddress(id, "cost", "shipping_cost"));
            case "HANDLING" ->
                    charge(
                            item,
                            from,
                            rules.items().handling().isPresent(),
                            Part.Kind.HANDLING,
                            "Handling",
                            ofAddress(id, "handling_cost", "handling_cost"));
            case "FEE" -> fee(item, from, find(Fields.objects(order.order(), "fees"), id));
            case "ORDER" -> money(item, from, "Refund on order " + order.id(), false);
            case "TAX" -> money(item, from, "Tax", true);
            default -> money(item, from, type.isEmpty() ? "Refund" : "Refund: " + type, false);
        };
    }

    private RefundItem product(ObjectNode item, String from, Optional<ObjectNode> found) {
        BigDecimal quantity =
                Fields.decimal(item.get("quantity")).orElse(BigDecimal.ZERO).max(BigDecimal.ZERO);
        BigDecimal ordered =
                found.flatMap(product -> Fields.decimal(product.get("quantity")))
                        .orElse(BigDecimal.ZERO);
        String name =
                found.map(Products::label)
                        .orElse("Product " + Fields.text(item, "item_id").orElse("?"));
        boolean divisible = quantity.signum() > 0 && ordered.signum() > 0;
        Optional<Part> sold = found.flatMap(this::sold);
        Optional<BigDecimal> requested = requested(item);
        return new RefundItem(
                Part.Kind.REFUND,
                quantity.signum() > 0 ? RefundItem.counted(quantity, name) : name,
                requested,
                divisible || requested.isPresent() ? sold : Optional.empty(),
                divisible ? RefundItem.times(BigDecimal.ONE, quantity, ordered) : BigDecimal.ZERO,
                false,
                found.orElse(order.order()),
                quantity,
                found.map(product -> restocked(product, quantity)).orElse(BigDecimal.ZERO),
                adjustments(item, from, name),
                from);
    }

    /// What a product line came to after all discounts.
    private Optional<Part> sold(ObjectNode product) {
        Part line = OrderMoney.product(product, product(Optional.of(product)) + ".total", reasons);
        BigDecimal inc =
                Fields.money(product, "discounted_total_inc_tax", line.label(), reasons)
                        .orElse(line.inc());
        BigDecimal tax =
                line.inc().signum() == 0
                        ? BigDecimal.ZERO
                        : RefundItem.times(inc, line.tax(), line.inc());
        return Optional.of(
                new Part(
                        line.kind(),
                        line.label(),
                        inc,
                        inc.subtract(tax),
                        tax,
                        product,
                        line.from()));
    }

    private BigDecimal restocked(ObjectNode product, BigDecimal quantity) {
        if (Products.giftCertificate(product)) {
            return BigDecimal.ZERO;
        }
        return switch (rules.refunds().restock()) {
            case NEVER -> BigDecimal.ZERO;
            case ALWAYS -> quantity;
            case SHIPPED ->
                    Fields.decimal(product.get("quantity_shipped"))
                            .orElse(BigDecimal.ZERO)
                            .max(BigDecimal.ZERO)
                            .min(quantity);
        };
    }

    private RefundItem fee(ObjectNode item, String from, Optional<ObjectNode> fee) {
        String label =
                fee.flatMap(found ->
                                Fields.text(found, "display_name_merchant")
                                        .or(() -> Fields.text(found, "display_name_customer")))
                        .orElse("Fee");
        return charge(
                item,
                from,
                rules.items().fee().isPresent(),
                Part.Kind.FEE,
                label,
                sold(fee, "cost", "order.fees"));
    }

    /// A charge goes back on the item that it was sold on, if there is one.
    private RefundItem charge(
            ObjectNode item,
            String from,
            boolean hasItem,
            Part.Kind kind,
            String label,
            Optional<Part> sold) {
        return new RefundItem(
                hasItem ? kind : Part.Kind.REFUND,
                label,
                requested(item),
                sold,
                BigDecimal.ONE,
                false,
                sold.map(Part::source).orElse(order.order()),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                adjustments(item, from, label),
                from);
    }

    private RefundItem money(ObjectNode item, String from, String label, boolean allTax) {
        return new RefundItem(
                Part.Kind.REFUND,
                label,
                requested(item),
                Optional.empty(),
                BigDecimal.ZERO,
                allTax,
                order.order(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                adjustments(item, from, label),
                from);
    }

    /// What was charged for an address; of the order as a whole if it went to one only.
    private Optional<Part> ofAddress(Optional<String> id, String ofOne, String ofAll) {
        Optional<Part> charged = sold(find(order.shippingAddresses(), id), ofOne, "shipping");
        return charged.or(() ->
                order.shippingAddresses().size() > 1
                        ? Optional.empty()
                        : sold(Optional.of(order.order()), ofAll, "order"));
    }

    private Optional<Part> sold(Optional<ObjectNode> of, String prefix, String path) {
        return of.map(found ->
                        OrderMoney.part(
                                Part.Kind.REFUND,
                                prefix,
                                found,
                                prefix,
                                "order " + order.id(),
                                path + "." + prefix,
                                reasons))
                .filter(part -> part.inc().signum() != 0);
    }

    private Optional<BigDecimal> requested(ObjectNode item) {
        return Fields.money(item, "requested_amount", "the refund's item", reasons);
    }

    private List<Part> adjustments(ObjectNode item, String from, String name) {
        List<Part> parts = new ArrayList<>();
        for (ObjectNode adjustment : Fields.objects(item, "adjustments")) {
            String at = from + ".adjustments[" + parts.size() + "].amount";
            String label = Fields.text(adjustment, "description").orElse("Adjustment: " + name);
            Fields.money(adjustment, "amount", "\"" + label + "\"", reasons)
                    .ifPresent(amount -> parts.add(adjustment(label, amount, adjustment, at)));
        }
        return List.copyOf(parts);
    }

    /// A line that bears no tax of its own.
    static Part adjustment(String label, BigDecimal amount, ObjectNode source, String from) {
        return new Part(
                Part.Kind.REFUND_ADJUSTMENT, label, amount, amount, BigDecimal.ZERO, source, from);
    }

    private String product(Optional<ObjectNode> found) {
        return found.map(product -> "order.products[" + order.products().indexOf(product) + "]")
                .orElse("order.products");
    }

    private static Optional<ObjectNode> find(List<ObjectNode> among, Optional<String> id) {
        return id.flatMap(wanted ->
                among.stream()
                        .filter(each -> Fields.text(each, "id").filter(wanted::equals).isPresent())
                        .findFirst());
    }
}
