package io.storeledger.console.timeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a search.
///
/// @param hits the newest first
/// @param behind how much of the log is not in it yet
record SearchResult(List<Match> hits, Behind behind) {
    /// A record that was found.
    ///
    /// @param matched by what, for people
    /// @param state how it stands, in a word
    /// @param at when something last happened to it
    record Match(String key, String matched, @Nullable String state, Instant at) {}
}
