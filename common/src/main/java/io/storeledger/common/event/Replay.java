package io.storeledger.common.event;

import java.time.Instant;
import java.util.Map;

/// A replay and how far it is; the newest record of an id counts.
///
/// @param id its id, which each record that it writes carries
/// @param by who started it
/// @param startedAt when
/// @param request what was asked for, by the command's options without their dashes, so that it can
///   be resumed
/// @param state how it stands
/// @param next where it goes on, by `topic-partition`
/// @param ends where it ends, by `topic-partition`
/// @param counts what came of the records so far, by a short stable word
/// @param at when this was written
public record Replay(
        String id,
        String by,
        Instant startedAt,
        Map<String, String> request,
        State state,
        Map<String, Long> next,
        Map<String, Long> ends,
        Map<String, Long> counts,
        Instant at) {

    /// How a replay stands.
    public enum State {
        RUNNING,
        /// Ended before its end; it can be resumed.
        STOPPED,
        DONE
    }

    public Replay {
        request = Map.copyOf(request);
        next = Map.copyOf(next);
        ends = Map.copyOf(ends);
        counts = Map.copyOf(counts);
    }
}
