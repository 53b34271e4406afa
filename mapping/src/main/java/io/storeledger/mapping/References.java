package io.storeledger.mapping;

import java.util.Map;
import java.util.Optional;

/// What the caller looked up in NetSuite for an order.
///
/// @param items internal ids of items by SKU, spelt as [SalesOrderMapper#skusOf] spelt it
/// @param customer the customer's internal id; if empty the order names the customer by external id
public record References(Map<String, String> items, Optional<String> customer) {

    /// Copies the map.
    public References {
        items = Map.copyOf(items);
    }

    /// The internal id of the item with a SKU, if NetSuite has one.
    public Optional<String> item(String sku) {
        return Optional.ofNullable(items.get(sku));
    }
}
