package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A product of the store.
///
/// @param fields what was written to it, as the API names it; never changed in place
/// @param variants ids of its variants; a product without options has one, its base variant
/// @param options all values of its options, used by a variant or not
public record CatalogProduct(
        long id,
        Tracking tracking,
        ObjectNode fields,
        List<Long> variants,
        List<OptionValue> options,
        Instant created,
        Instant modified) {
    /// Copies the lists.
    public CatalogProduct {
        variants = List.copyOf(variants);
        options = List.copyOf(options);
    }

    /// Its own SKU, "" if it has none.
    public String sku() {
        return Json.text(fields, "sku");
    }

    /// Its name, unique in the store.
    public String name() {
        return Json.text(fields, "name");
    }

    CatalogProduct with(ObjectNode other, Tracking otherTracking, Instant at) {
        return new CatalogProduct(id, otherTracking, other, variants, options, created, at);
    }

    CatalogProduct with(List<Long> otherVariants, List<OptionValue> otherOptions, Instant at) {
        return new CatalogProduct(id, tracking, fields, otherVariants, otherOptions, created, at);
    }
}
