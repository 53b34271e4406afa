package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a finished sales order or credit comes to, added up from its JSON as NetSuite will.
///
/// @param deed what the store did: `charged` or `refunded`
/// @param currency code of the transactional currency
/// @param expectedTotal what the store charged (`total_inc_tax`) or refunded
/// @param expectedTax of that, the tax (`total_tax`)
/// @param lines the lines' amounts, with `shippingCost` and `handlingCost` where set
/// @param tax the tax that the body itself brings beside the lines
/// @param proofAfterWrite NetSuite computes the tax, so the caller must compare what it holds with
///   `expectedTotal` after the write
/// @param notes how it was reached: the basis, and what was left out
public record Arithmetic(
        String deed,
        String currency,
        BigDecimal expectedTotal,
        BigDecimal expectedTax,
        BigDecimal lines,
        BigDecimal tax,
        boolean proofAfterWrite,
        List<String> notes) {

    /// Copies the notes.
    public Arithmetic {
        notes = List.copyOf(notes);
    }

    /// Adds a body up, whoever built it.
    static Arithmetic of(
            String deed,
            ObjectNode body,
            String currency,
            BigDecimal expectedTotal,
            BigDecimal expectedTax,
            boolean proofAfterWrite,
            List<String> notes) {
        BigDecimal lines =
                lines(body.path("item").path("items"))
                        .add(number(body, "shippingCost"))
                        .add(number(body, "handlingCost"));
        BigDecimal tax = sum(body.path("taxDetails").path("items"), "taxAmount");
        return new Arithmetic(
                deed, currency, expectedTotal, expectedTax, lines, tax, proofAfterWrite, notes);
    }

    /// Whether the body comes to what it has to; with [#proofAfterWrite], without its tax.
    public boolean holds() {
        BigDecimal due = proofAfterWrite ? expectedTotal.subtract(expectedTax) : expectedTotal;
        return lines.add(tax).compareTo(due) == 0;
    }

    /// In a sentence: `lines 489.00 + tax 97.80 = 586.80 GBP; the store charged 586.80 GBP`.
    @Override
    public String toString() {
        return "lines %s + tax %s = %s %s; the store %s %s %s%s"
                .formatted(
                        lines.toPlainString(),
                        tax.toPlainString(),
                        lines.add(tax).toPlainString(),
                        currency,
                        deed,
                        expectedTotal.toPlainString(),
                        currency,
                        proofAfterWrite
                                ? ", of which %s is tax that NetSuite is to compute"
                                        .formatted(expectedTax.toPlainString())
                                : "");
    }

    /// A line with a rate comes to rate times quantity, one without to its amount.
    private static BigDecimal lines(JsonNode lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            sum =
                    sum.add(
                            line.has("rate")
                                    ? number(line, "rate").multiply(number(line, "quantity"))
                                    : number(line, "amount"));
        }
        return sum;
    }

    private static BigDecimal sum(JsonNode items, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode item : items) {
            sum = sum.add(number(item, field));
        }
        return sum;
    }

    private static BigDecimal number(JsonNode from, String field) {
        JsonNode value = from.get(field);
        return value == null ? BigDecimal.ZERO : value.decimalValue();
    }
}
