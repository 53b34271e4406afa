package io.storeledger.sandbox.bigcommerce.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// At which level a product's stock is counted.
public enum Tracking {
    /// Not at all: it can always be bought.
    NONE,
    /// One count for the product.
    PRODUCT,
    /// A count for each variant.
    VARIANT;

    /// As the API writes it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tracking> of(String wireName) {
        return Arrays.stream(values()).filter(t -> t.wireName().equals(wireName)).findFirst();
    }
}
