package io.storeledger.catalog.rule;

import io.storeledger.common.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which columns of NetSuite's `item` hold what.
///
/// @param sku what the store calls the SKU
/// @param name what a shopper reads first; where it is empty the SKU stands in
/// @param description HTML or text; empty to publish none
/// @param weight in the store's unit; empty to publish none
/// @param upc the bar code; empty to publish none
/// @param matrixOptions the store's option to the column with a matrix item's value of it
public record Columns(
        String sku,
        String name,
        Optional<String> description,
        Optional<String> weight,
        Optional<String> upc,
        Map<String, String> matrixOptions) {
    /// Nothing but a name can come into a query.
    private static final String COLUMN = "[A-Za-z][A-Za-z0-9_]{0,63}";

    static Columns read(Settings settings) {
        var columns =
                new Columns(
                        settings.string("sku", "itemid"),
                        settings.string("name", "displayname"),
                        settings.optionalString("description"),
                        settings.optionalString("weight"),
                        settings.optionalString("upc"),
                        settings.map("matrixOptions"));
        columns.all().stream()
                .filter(column -> !column.matches(COLUMN))
                .forEach(column ->
                        settings.fault(
                                "sku",
                                "\"%s\" beside it should be the name of a column of item"
                                        .formatted(column)));
        return columns;
    }

    public Columns {
        matrixOptions = new LinkedHashMap<>(matrixOptions);
    }

    /// All of them, each once.
    public List<String> all() {
        return Stream.of(
                        Stream.of("itemid", sku, name),
                        Stream.of(description, weight, upc).flatMap(Optional::stream),
                        matrixOptions.values().stream())
                .flatMap(columns -> columns)
                .distinct()
                .toList();
    }
}
