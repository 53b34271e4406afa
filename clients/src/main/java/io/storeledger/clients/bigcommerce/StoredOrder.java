package io.storeledger.clients.bigcommerce;

import java.util.Map;

/// What an order takes from a store's stock.
///
/// @param id its number
/// @param status its `status_id`
/// @param deleted whether it is archived
/// @param units how many of each SKU, by the SKU in lower case
public record StoredOrder(long id, long status, boolean deleted, Map<String, Long> units) {
    /// Copies the units.
    public StoredOrder {
        units = Map.copyOf(units);
    }
}
