package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the lines of a sales order and, beside them, their tax.
final class Lines {
    /// NetSuite's price level "Custom": without it a line would take the item's own price.
    private static final String CUSTOM_PRICE = "-1";

    private final Rules rules;
    private final Minor minor;
    private final ItemChoice items;
    private final LineOrigins origins;
    private final List<String> reasons;
    private final TaxCodes codes;
    private final ArrayNode lines = Json.mapper().createArrayNode();
    private final ArrayNode taxes = Json.mapper().createArrayNode();

    Lines(
            StoreOrder order,
            Rules rules,
            Minor minor,
            ItemChoice items,
            LineOrigins origins,
            List<String> reasons) {
        this.rules = rules;
        this.minor = minor;
        this.items = items;
        this.origins = origins;
        this.reasons = reasons;
        this.codes = new TaxCodes(order, rules.tax(), reasons);
    }

    /// Writes `item`, `taxDetails` and `taxDetailsOverride` into the body.
    void write(List<TaxShares.Posted> parts, ObjectNode body) {
        for (TaxShares.Posted posted : parts) {
            if (!Bundle.dropped(posted.part(), rules)) {
                items.of(posted.part()).ifPresent(item -> line(posted, item));
            }
        }
        switch (rules.tax().strategy()) {
            case SUITETAX_OVERRIDE -> {
                body.put("taxDetailsOverride", true);
                body.putObject("taxDetails").set("items", taxes);
            }
            case TAX_LINE -> taxLine(parts);
            case NETSUITE_CALCULATES -> {}
        }
        body.putObject("item").set("items", lines);
    }

    private void line(TaxShares.Posted posted, Picked item) {
        Part part = posted.part();
        ObjectNode line = lines.addObject();
        origins.line(lines.size() - 1, posted, item);
        line.set("item", item.ref().toJson());
        switch (part.kind()) {
            case PRODUCT -> product(posted, line);
            case SHIPPING, HANDLING, WRAPPING, FEE, REFUND ->
                    priced(line, BigDecimal.ONE, posted.net());
            // a discount item takes neither quantity nor price level
            case DISCOUNT, COUPON, ROUNDING, REFUND_ADJUSTMENT ->
                    line.put("amount", minor.amount(posted.net()));
        }
        line.put("description", Limits.cut(part.label(), Limits.LINE_DESCRIPTION));
        switch (rules.tax().strategy()) {
            case SUITETAX_OVERRIDE -> taxDetail(posted, line);
            case TAX_LINE, NETSUITE_CALCULATES -> {}
        }
    }

    private void product(TaxShares.Posted posted, ObjectNode line) {
        ObjectNode product = posted.part().source();
        BigDecimal quantity = Products.quantity(product, reasons);
        if (quantity.signum() == 0 && posted.net() != 0) {
            reasons.add(
                    "The product \"%s\" costs %s, but its quantity is 0."
                            .formatted(posted.part().label(), minor.say(posted.net())));
        }
        priced(line, quantity, posted.net());
        Products.sku(product)
                .ifPresent(sku -> {
                    dimension(
                            line,
                            "location",
                            rules.location().ofSku("location", sku),
                            posted.part());
                    dimension(
                            line,
                            "department",
                            rules.department().ofSku("department", sku),
                            posted.part());
                    dimension(
                            line,
                            "class",
                            rules.classification().ofSku("class", sku),
                            posted.part());
                });
    }

    /// `rate` only where NetSuite would come to the same amount with it.
    private void priced(ObjectNode line, BigDecimal quantity, long net) {
        BigDecimal amount = minor.amount(net);
        line.put("quantity", Numbers.plain(quantity));
        line.set("price", new Ref.Internal(CUSTOM_PRICE).toJson());
        if (quantity.signum() != 0) {
            BigDecimal rate = amount.divide(quantity, minor.digits(), RoundingMode.DOWN);
            if (rate.multiply(quantity).compareTo(amount) == 0) {
                line.put("rate", rate);
            }
        }
        line.put("amount", amount);
    }

    private void taxDetail(TaxShares.Posted posted, ObjectNode line) {
        String reference = "LINE_" + lines.size();
        line.put("taxDetailsReference", reference);
        codes.of(posted)
                .ifPresent(code -> {
                    origins.tax(taxes.size(), posted, code);
                    ObjectNode detail = taxes.addObject();
                    detail.putObject("taxDetailsReference").put("id", reference);
                    code.type().ifPresent(type -> detail.put("taxType", type));
                    detail.set("taxCode", code.code().toJson());
                    detail.put("taxBasis", minor.amount(posted.net()));
                    detail.put("taxRate", code.rate());
                    detail.put("taxAmount", minor.amount(posted.tax()));
                });
    }

    private void taxLine(List<TaxShares.Posted> parts) {
        long tax = parts.stream().mapToLong(TaxShares.Posted::tax).sum();
        if (tax == 0) {
            return;
        }
        rules.items()
                .tax()
                .ifPresentOrElse(
                        item -> {
                            origins.taxLine(lines.size(), Picked.of("items", "tax", item));
                            ObjectNode line = lines.addObject();
                            line.set("item", item.toJson());
                            priced(line, BigDecimal.ONE, tax);
                            line.put("description", "Tax");
                        },
                        () ->
                                reasons.add(
                                        "The order has tax, but rules.items.tax names no item for"
                                                + " it."));
    }

    private void dimension(ObjectNode line, String field, Optional<Picked> value, Part part) {
        value.ifPresent(picked -> {
            line.set(field, picked.ref().toJson());
            origins.dimension(lines.size() - 1, field, picked, part);
        });
    }
}
