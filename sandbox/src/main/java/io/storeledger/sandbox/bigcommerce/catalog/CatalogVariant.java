package io.storeledger.sandbox.bigcommerce.catalog;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What can be bought of a product. A product without options has one, its base variant.
///
/// @param fields what else was written to it, as the API names it; never changed in place
/// @param values empty for a base variant
public record CatalogVariant(
        long id, long productId, String sku, ObjectNode fields, List<OptionValue> values) {
    /// Copies the list.
    public CatalogVariant {
        values = List.copyOf(values);
    }

    /// Whether it stands for a product without options.
    public boolean base() {
        return values.isEmpty();
    }

    CatalogVariant with(String otherSku, ObjectNode otherFields) {
        return new CatalogVariant(id, productId, otherSku, otherFields, values);
    }
}
