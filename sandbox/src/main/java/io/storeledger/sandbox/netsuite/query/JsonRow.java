package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A row that is kept as JSON, columns in lower case; times are ISO instants.
record JsonRow(ObjectNode columns) implements Row {
    // Kept as text or as number, compared as numbers.
    private static final Set<String> NUMBERS =
            Set.of(
                    "baseprice",
                    "cost",
                    "weight",
                    "rate",
                    "quantity",
                    "price",
                    "unitprice",
                    "foreigntotal",
                    "foreignamount",
                    "currencyprecision",
                    "exchangerate");

    @Override
    public @Nullable Object get(String column) {
        JsonNode value = columns.path(column);
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        if (NUMBERS.contains(column) || value.isNumber()) {
            return Json.decimalOrNull(value);
        }
        String text = Json.text(value);
        if (text.isEmpty()) {
            return null;
        }
        boolean time = text.length() >= 20 && text.charAt(10) == 'T' && text.endsWith("Z");
        return time ? SuiteDates.instant(text).<Object>map(t -> t).orElse(text) : text;
    }
}
