package io.storeledger.common.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An item's stock as NetSuite had it when read, at all locations that count for the store.
///
/// @param connection the configured connection
/// @param store the hash of the store that it is read for
/// @param itemId NetSuite's internal id
/// @param sku as NetSuite spells it
/// @param available by NetSuite's location id `quantityavailable`, on hand less what is committed,
///   less `quantitybackordered`: below 0 where more is ordered than lies there
/// @param readAt when the query began that gave it
/// @param sweptAt when the reading began, if it was one of everything; absent if only what had
///   changed was read
public record StockSnapshot(
        String connection,
        String store,
        String itemId,
        String sku,
        Map<String, BigDecimal> available,
        Instant readAt,
        @Nullable Instant sweptAt) {

    public StockSnapshot {
        available = new TreeMap<>(available);
    }

    /// Of a reading of what had changed.
    public StockSnapshot(
            String connection,
            String store,
            String itemId,
            String sku,
            Map<String, BigDecimal> available,
            Instant readAt) {
        this(connection, store, itemId, sku, available, readAt, null);
    }

    /// The key of the record.
    public RecordKey key() {
        return RecordKey.sku(store, sku);
    }
}
