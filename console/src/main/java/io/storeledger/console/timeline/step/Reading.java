package io.storeledger.console.timeline.step;

import java.util.List;

/// What a record of the log says.
///
/// @param key the record of business that it is about
/// @param step what happened to that
/// @param terms what it can be found by from now on
public record Reading(String key, Step step, List<Term> terms) {
    /// Keeps a copy.
    public Reading {
        terms = List.copyOf(terms);
    }
}
