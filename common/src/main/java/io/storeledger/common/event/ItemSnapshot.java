package io.storeledger.common.event;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An item as NetSuite had it when read.
///
/// @param connection the configured connection
/// @param store the hash of the store that it is read for
/// @param itemId NetSuite's internal id
/// @param sku as NetSuite spells it
/// @param inactive whether it is out of use
/// @param price of the connection's price level, if the item has one
/// @param product what a shopper is told of it
/// @param readAt when the query began that gave it
/// @param sweptAt when the reading began, if it was one of everything; absent if only what had
///   changed was read
public record ItemSnapshot(
        String connection,
        String store,
        String itemId,
        String sku,
        boolean inactive,
        @Nullable BigDecimal price,
        ProductData product,
        Instant readAt,
        @Nullable Instant sweptAt) {

    /// Of a reading of what had changed.
    public ItemSnapshot(
            String connection,
            String store,
            String itemId,
            String sku,
            boolean inactive,
            @Nullable BigDecimal price,
            ProductData product,
            Instant readAt) {
        this(connection, store, itemId, sku, inactive, price, product, readAt, null);
    }

    /// The key of the record.
    public RecordKey key() {
        return RecordKey.sku(store, sku);
    }
}
