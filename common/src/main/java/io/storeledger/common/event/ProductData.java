package io.storeledger.common.event;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a shopper is told of an item.
///
/// @param name at most 250 characters count in the store
/// @param description HTML, if there is one
/// @param upc the bar code's number, if there is one
/// @param weight in the store's unit, if known
/// @param matrix the product that it is a variant of, if it is one
public record ProductData(
        String name,
        @Nullable String description,
        @Nullable String upc,
        @Nullable BigDecimal weight,
        @Nullable Matrix matrix) {

    /// Of which product an item is a variant, and which one.
    ///
    /// @param sku the product's SKU: the matrix item's
    /// @param name the product's name
    /// @param options the option's name to this variant's value: `Color` to `Red`
    public record Matrix(String sku, String name, Map<String, String> options) {
        public Matrix {
            options = new TreeMap<>(options);
        }
    }
}
