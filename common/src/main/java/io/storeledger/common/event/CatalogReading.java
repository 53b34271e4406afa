package io.storeledger.common.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reading of NetSuite's items and stock that came to its end: the next one goes on from here.
///
/// @param connection the configured connection
/// @param store the hash of the store that it was made for
/// @param kind what was read
/// @param startedAt when it began: what changed later may not be in it
/// @param finishedAt when it ended
/// @param since from when on changes were asked for; absent for all
/// @param lastFullAt when the last full reading began
/// @param items how many items were read
/// @param stocks how many SKUs' stock was read
public record CatalogReading(
        String connection,
        String store,
        Kind kind,
        Instant startedAt,
        Instant finishedAt,
        @Nullable Instant since,
        Instant lastFullAt,
        long items,
        long stocks) {

    /// What a reading covers.
    public enum Kind {
        FULL,
        CHANGES
    }

    /// The key of the record.
    public RecordKey key() {
        return RecordKey.reading(store);
    }
}
