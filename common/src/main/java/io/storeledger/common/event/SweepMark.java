package io.storeledger.common.event;

import io.storeledger.common.event.Sighting.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a sweep has come.
///
/// @param connection the configured connection it belongs to
/// @param store the store hash
/// @param source which sweep it is, as its events' `ce_source` says
/// @param kind what it looks for
/// @param from where it began
/// @param upTo everything that the store changed before this was seen
/// @param to where it ends; null for the sweeps that never end
/// @param seen how many records it saw so far
/// @param at when this was written
public record SweepMark(
        String connection,
        String store,
        String source,
        Kind kind,
        Instant from,
        Instant upTo,
        @Nullable Instant to,
        long seen,
        Instant at) {

    /// The key of the scheduled sweeps' mark.
    public static RecordKey key(String store, Kind kind) {
        return new RecordKey(store, "sweep", kind.plural());
    }

    /// The key of a backfill's mark.
    public static RecordKey key(String store, String backfill, Kind kind) {
        return new RecordKey(store, "backfill", backfill + "-" + kind.plural());
    }

    /// Whether it has come to its end.
    public boolean isDone() {
        return to != null && !upTo.isBefore(to);
    }
}
