package io.storeledger.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Says where the fields of lines and of their tax came from.
final class LineOrigins {
    private static final String SKU_IN_NETSUITE = "NetSuite's item with this SKU";

    private final Trace trace;
    private final StoreOrder order;
    private final Basis basis;
    private final Rules rules;
    private final String owner;

    /// @param owner whose tax it is: `order` or `refund`
    LineOrigins(Trace trace, StoreOrder order, Basis basis, Rules rules, String owner) {
        this.trace = trace;
        this.order = order;
        this.basis = basis;
        this.rules = rules;
        this.owner = owner;
    }

    void line(int index, TaxShares.Posted posted, Picked item) {
        if (!trace.isOn()) {
            return;
        }
        String at = "item.items[" + index + "].";
        Part part = posted.part();
        item(at + "item", part, item);
        trace.note(at + "quantity", quantityRules(part), quantity(part), "");
        trace.always(at + "price", "the price level Custom, or NetSuite would take its own price");
        trace.note(at + "rate", List.of(), amount(part), "the amount by the quantity");
        trace.note(at + "amount", List.of(), amount(part), amountNote());
        trace.note(at + "description", List.of(), label(part), labelNote(part));
        trace.rule(at + "taxDetailsReference", "tax.strategy");
    }

    void dimension(int index, String field, Picked picked, Part part) {
        if (trace.isOn()) {
            trace.note(
                    "item.items[" + index + "]." + field,
                    List.of(picked.key()),
                    List.of(product(part) + ".sku"),
                    "");
        }
    }

    void tax(int index, TaxShares.Posted posted, TaxCodes.Chosen chosen) {
        if (!trace.isOn()) {
            return;
        }
        String at = "taxDetails.items[" + index + "].";
        trace.rule(at + "taxDetailsReference", "tax.strategy");
        trace.rule(at + "taxType", chosen.typeKey());
        trace.rule(at + "taxCode", chosen.codeKey());
        trace.note(at + "taxBasis", List.of(), amount(posted.part()), amountNote());
        if (chosen.rateKey().isEmpty()) {
            trace.note(
                    at + "taxRate", List.of(), tax(posted.part()), "the rate that gives the tax");
        } else {
            trace.rule(at + "taxRate", chosen.rateKey());
        }
        trace.note(at + "taxAmount", List.of(), tax(posted.part()), "its share of the whole tax");
    }

    void taxLine(int index, Picked item) {
        if (!trace.isOn()) {
            return;
        }
        String at = "item.items[" + index + "].";
        trace.note(
                "item.items[" + index + "]",
                List.of("tax.strategy"),
                List.of(owner + ".total_tax"),
                "the whole tax as a line");
        trace.picked(at + "item", item);
    }

    private void item(String field, Part part, Picked item) {
        if (item.rule().isEmpty()) {
            trace.note(field, List.of(), List.of(product(part) + ".sku"), SKU_IN_NETSUITE);
        } else {
            trace.note(field, List.of(item.key()), List.of(part.from()), byDefault(part));
        }
    }

    private String byDefault(Part part) {
        Rules.Items items = rules.items();
        return switch (part.kind()) {
            case COUPON ->
                    items.coupon().equals(items.discount())
                            ? "by default what items.discount names"
                            : "";
            case REFUND_ADJUSTMENT ->
                    items.refundAdjustment().equals(items.refund())
                            ? "by default what items.refund names"
                            : "";
            case PRODUCT, SHIPPING, HANDLING, WRAPPING, FEE, DISCOUNT, ROUNDING, REFUND -> "";
        };
    }

    private List<String> quantityRules(Part part) {
        return part.kind() == Part.Kind.PRODUCT && isRefund()
                ? List.of("refunds.restock")
                : List.of();
    }

    private List<String> quantity(Part part) {
        if (part.kind() != Part.Kind.PRODUCT) {
            return List.of(part.from());
        }
        return isRefund()
                ? List.of("refund.items.quantity", product(part) + ".quantity_shipped")
                : List.of(product(part) + ".quantity");
    }

    /// Tax inclusive amounts become net by the line's share of the tax.
    private List<String> amount(Part part) {
        List<String> sources = new ArrayList<>();
        sources.add(byBasis(part) ? part.from() + suffix() : part.from());
        if (basis == Basis.INC) {
            sources.add(owner + ".total_tax");
        }
        return sources;
    }

    private String amountNote() {
        return basis == Basis.INC ? "less its share of the tax" : "";
    }

    private List<String> tax(Part part) {
        return byBasis(part)
                ? List.of(owner + ".total_tax", part.from() + "_tax")
                : List.of(owner + ".total_tax");
    }

    private List<String> label(Part part) {
        return switch (part.kind()) {
            case PRODUCT -> List.of(product(part) + ".name", product(part) + ".product_options");
            case SHIPPING ->
                    isRefund() ? List.of(part.from()) : List.of("shipping.shipping_method");
            case DISCOUNT -> List.of("order.products.applied_discounts.name");
            case COUPON -> List.of("coupon.code");
            case HANDLING, WRAPPING, FEE, ROUNDING, REFUND, REFUND_ADJUSTMENT ->
                    List.of(part.from());
        };
    }

    private static String labelNote(Part part) {
        return part.kind() == Part.Kind.PRODUCT ? "" : "what it is, in words";
    }

    private String suffix() {
        return switch (basis) {
            case INC -> "_inc_tax";
            case EX -> "_ex_tax";
        };
    }

    /// BigCommerce writes these amounts with and without tax.
    private static boolean byBasis(Part part) {
        return part.from().endsWith("total") || part.from().endsWith("cost");
    }

    private boolean isRefund() {
        return owner.equals("refund");
    }

    /// The product's place in the order; goods that come back are a copy of it.
    // two equal lines are still two
    @SuppressWarnings("ReferenceEquality")
    private String product(Part part) {
        List<ObjectNode> products = order.products();
        Optional<String> id = Fields.text(part.source(), "id");
        int found = -1;
        for (int i = 0; i < products.size(); i++) {
            if (products.get(i) == part.source()) {
                return "order.products[" + i + "]";
            }
            if (found < 0 && id.isPresent() && id.equals(Fields.text(products.get(i), "id"))) {
                found = i;
            }
        }
        return found < 0 ? "order.products" : "order.products[" + found + "]";
    }
}
