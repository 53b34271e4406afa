package io.storeledger.common.event;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a person, or a schedule in a person's place, had done with a record.
///
/// @param id the id of the replay, redrive or repair that it belongs to
/// @param kind what was done
/// @param by who had it done: the name signed in with, or the account on the machine
/// @param at when
/// @param mode how it was replayed; absent for what is no replay
/// @param forced whether old news was to be written too
/// @param source the record that was replayed, or the dead letter; absent for a repair
/// @param written where the new record lies; absent if none was written
/// @param note why, in the person's words or ours
public record Act(
        String id,
        Kind kind,
        String by,
        Instant at,
        @Nullable Mode mode,
        boolean forced,
        @Nullable Cause source,
        @Nullable Cause written,
        @Nullable String note) {

    /// What can be done with a record.
    public enum Kind {
        REPLAYED,
        REDRIVEN,
        DROPPED,
        REPAIRED
    }

    /// How a record is replayed.
    public enum Mode {
        /// The store is asked again.
        REFETCH,
        /// The record is written again as it was.
        AS_RECORDED;

        /// As in commands: `refetch`, `as-recorded`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
