package io.storeledger.common.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What came of publishing changes of a SKU.
///
/// @param connection the configured connection
/// @param store the hash of the store
/// @param sku as NetSuite spells it
/// @param result how it ended
/// @param reasonCode a short stable word for the reason, absent if published
/// @param reason the reason in a sentence, absent if published
/// @param listing the parts that the store took; of stock less than was asked for where `orders`
///   says so
/// @param item under which ids the store knows it, if it does
/// @param decidedAt when the oldest of the differences was found
/// @param finishedAt when the store had answered
/// @param causedBy the changes
/// @param orders how many units were taken off the stock for orders that the changes did not know,
///   by the order's number; records of before this field have none
/// @param asked what was asked for, so that what is not in `listing` is what the store does not
///   show; records of before this field have nothing
/// @param replay the id of the replay that it was published for, the newest if for several
/// @param replayedBy who started that replay
public record CatalogOutcome(
        String connection,
        String store,
        String sku,
        Result result,
        @Nullable String reasonCode,
        @Nullable String reason,
        Listing listing,
        @Nullable StoreItem item,
        Instant decidedAt,
        Instant finishedAt,
        List<Cause> causedBy,
        Map<Long, Long> orders,
        Listing asked,
        @Nullable String replay,
        @Nullable String replayedBy) {

    /// How it ended.
    public enum Result {
        /// The store took all of it.
        PUBLISHED,
        /// There was nothing to be done, such as for a SKU that the store lacks.
        SKIPPED,
        /// The store refused all or a part of it.
        REJECTED
    }

    public CatalogOutcome {
        causedBy = List.copyOf(causedBy);
        orders = orders == null ? Map.of() : new TreeMap<>(orders);
        asked = asked == null ? Listing.NOTHING : asked;
    }

    /// All that was asked for, of no replay.
    public CatalogOutcome(
            String connection,
            String store,
            String sku,
            Result result,
            @Nullable String reasonCode,
            @Nullable String reason,
            Listing listing,
            @Nullable StoreItem item,
            Instant decidedAt,
            Instant finishedAt,
            List<Cause> causedBy,
            Map<Long, Long> orders) {
        this(
                connection,
                store,
                sku,
                result,
                reasonCode,
                reason,
                listing,
                item,
                decidedAt,
                finishedAt,
                causedBy,
                orders,
                listing,
                null,
                null);
    }

    /// The key of the record.
    public RecordKey key() {
        return RecordKey.sku(store, sku);
    }
}
