package io.storeledger.console.timeline;

import io.storeledger.console.timeline.step.Term.By;
import java.time.Instant;

/// A record that a term leads to.
///
/// @param key the record's
/// @param by what the term is to it
/// @param at when that was first said in the log
record Hit(String key, By by, Instant at) {}
