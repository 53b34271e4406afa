package io.storeledger.console.timeline;

import io.storeledger.console.timeline.step.Step;

/// A step with the record that it happened to.
///
/// @param key the record's
/// @param step what happened
record KeyedStep(String key, Step step) {}
