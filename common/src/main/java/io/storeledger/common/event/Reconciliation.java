package io.storeledger.common.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A period of a store held against NetSuite, in figures; what was wrong is in the findings.
///
/// @param id its id
/// @param connection the configured connection
/// @param store the store's hash
/// @param from the period's begin, by when the store took the orders
/// @param to the period's end
/// @param by who had it made; `schedule` for the schedule
/// @param startedAt when it began
/// @param finishedAt when it was done
/// @param counts by a short stable word: `orders`, `refunds`, `agree`, `notImported`, and each kind
///   of finding in lower camel case (`missing`, `totalDiffers`, ...)
/// @param oldestUnposted when the store took the oldest order that NetSuite should have and has not
/// @param repaired how many were sent on their way again
public record Reconciliation(
        String id,
        String connection,
        String store,
        Instant from,
        Instant to,
        String by,
        Instant startedAt,
        Instant finishedAt,
        Map<String, Long> counts,
        @Nullable Instant oldestUnposted,
        long repaired) {

    public Reconciliation {
        counts = Map.copyOf(counts);
    }

    /// The key of the record.
    public RecordKey key() {
        return new RecordKey(store, "reconciliation", id);
    }
}
