package io.storeledger.common.event;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is to be published of a SKU, because it differs from what the store shows.
///
/// @param connection the configured connection
/// @param store the hash of the store
/// @param sku as NetSuite spells it
/// @param listing the parts that differ
/// @param creation everything that a new product is made from, if the rules let one be created
/// @param item under which ids the store knows it, once that is known
/// @param decidedAt when the difference was found
/// @param orders how many units of the SKU each order wants, by its number, as far as was known
///   then; records of before this field have none
/// @param ordersUpTo up to when orders had been read then; records of before this field don't say
public record CatalogChange(
        String connection,
        String store,
        String sku,
        Listing listing,
        @Nullable Listing creation,
        @Nullable StoreItem item,
        Instant decidedAt,
        Map<Long, Long> orders,
        @Nullable Instant ordersUpTo) {

    public CatalogChange {
        orders = orders == null ? Map.of() : new TreeMap<>(orders);
    }

    /// Up to when the decision knew the orders that had been heard of.
    public Instant knownUpTo() {
        return ordersUpTo == null || ordersUpTo.isAfter(decidedAt) ? decidedAt : ordersUpTo;
    }

    /// The key of the record.
    public RecordKey key() {
        return RecordKey.sku(store, sku);
    }
}
