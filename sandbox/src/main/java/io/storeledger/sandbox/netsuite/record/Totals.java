package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What NetSuite computes of a transaction: amounts of lines, subtotal, discount, tax, total.
final class Totals {
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    // Shipping and handling have tax lines of their own, under these names.
    private static final Set<String> NOT_LINES = Set.of("SHIPPING", "HANDLING");

    private final References references;

    Totals(References references) {
        this.references = references;
    }

    void compute(ObjectNode record) {
        int decimals = decimals(record);
        BigDecimal subtotal = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        Set<String> lineReferences = new HashSet<>();
        for (ObjectNode line : Json.objects(record.path("item"), "items")) {
            ObjectNode item = references.row("item", line.path("item")).orElseGet(Json::object);
            BigDecimal amount = amount(line, item).setScale(decimals, RoundingMode.HALF_UP);
            line.put("amount", amount);
            subtotal = subtotal.add(amount);
            BigDecimal rate = Json.decimal(item, "taxrate");
            tax = tax.add(amount.multiply(rate).divide(HUNDRED, decimals, RoundingMode.HALF_UP));
            lineReferences.add(Json.text(line, "taxDetailsReference"));
        }
        if (record.path("taxDetailsOverride").asBoolean(false)) {
            tax = override(record, lineReferences, decimals);
        }
        BigDecimal discount =
                record.has("discountItem")
                        ? scaled(record, "discountRate", decimals)
                        : BigDecimal.ZERO;
        BigDecimal shipping = scaled(record, "shippingCost", decimals);
        BigDecimal handling = scaled(record, "handlingCost", decimals);
        record.put("subtotal", subtotal);
        record.put("discountTotal", discount);
        record.put("taxTotal", tax);
        record.put("total", subtotal.add(discount).add(tax).add(shipping).add(handling));
    }

    private static BigDecimal amount(ObjectNode line, ObjectNode item) {
        BigDecimal given = Json.decimalOrNull(line.path("amount"));
        if (given != null) {
            return given;
        }
        BigDecimal quantity = Json.decimal(line, "quantity", BigDecimal.ONE);
        BigDecimal rate = Json.decimal(line, "rate", Json.decimal(item, "baseprice"));
        return rate.multiply(quantity);
    }

    private static BigDecimal override(
            ObjectNode record, Set<String> lineReferences, int decimals) {
        BigDecimal sum = BigDecimal.ZERO;
        List<ObjectNode> details = Json.objects(record.path("taxDetails"), "items");
        for (int i = 0; i < details.size(); i++) {
            ObjectNode detail = details.get(i);
            String reference = References.key(detail.path("taxDetailsReference"));
            if (!lineReferences.contains(reference) && !NOT_LINES.contains(reference)) {
                throw NetSuiteError.invalidContent(
                        "Error while accessing a resource. Invalid tax details reference "
                                + reference
                                + ".",
                        "taxDetails.items[" + i + "].taxDetailsReference");
            }
            sum = sum.add(scaled(detail, "taxAmount", decimals));
        }
        return sum;
    }

    /// How many decimals the record's currency has.
    int decimals(ObjectNode record) {
        return references
                .row("currency", record.path("currency"))
                .map(row -> Json.decimal(row, "currencyprecision", BigDecimal.TWO).intValue())
                .orElse(2);
    }

    private static BigDecimal scaled(ObjectNode node, String field, int decimals) {
        return Json.decimal(node, field).setScale(decimals, RoundingMode.HALF_UP);
    }
}
