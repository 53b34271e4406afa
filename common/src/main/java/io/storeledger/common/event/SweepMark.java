package io.storeledger.common.event;

import io.storeledger.common.event.Sighting.Kind;
import java.time.Duration;
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
/// @param at when this was written; between sweeps of orders it is written anew each minute
/// @param hole the last time in which nobody was there to hear of orders; null if none is known
public record SweepMark(
        String connection,
        String store,
        String source,
        Kind kind,
        Instant from,
        Instant upTo,
        @Nullable Instant to,
        long seen,
        Instant at,
        @Nullable Hole hole) {

    /// A time in which nobody was there to hear of orders, or webhooks may have been lost.
    ///
    /// @param from when it began
    /// @param closedAt when a sweep had told all of it; null until then
    public record Hole(Instant from, @Nullable Instant closedAt) {}

    /// Without a hole.
    public SweepMark(
            String connection,
            String store,
            String source,
            Kind kind,
            Instant from,
            Instant upTo,
            @Nullable Instant to,
            long seen,
            Instant at) {
        this(connection, store, source, kind, from, upTo, to, seen, at, null);
    }

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

    /// The same, written later.
    public SweepMark again(Instant now) {
        return new SweepMark(connection, store, source, kind, from, upTo, to, seen, now, hole);
    }

    /// Up to when somebody was there, as of a time, to hear what the store changed and to fetch it:
    /// that time itself, unless there is a hole.
    ///
    /// @param fetching how long what a sweep has told may wait to be fetched
    public Instant heardUpTo(Instant time, Duration fetching) {
        Instant heard = at.isBefore(time) ? at : time;
        boolean isHole =
                hole != null
                        && (hole.closedAt() == null
                                || time.isBefore(hole.closedAt().plus(fetching)));
        return isHole && hole.from().isBefore(heard) ? hole.from() : heard;
    }
}
