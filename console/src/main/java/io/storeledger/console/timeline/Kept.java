package io.storeledger.console.timeline;

import io.storeledger.console.timeline.step.Step;
import java.util.List;

/// The newest steps of a record.
///
/// @param steps in their [order][StepOrder]
/// @param more whether there are older ones
record Kept(List<Step> steps, boolean more) {
    /// Nothing is known of the record.
    boolean isEmpty() {
        return steps.isEmpty();
    }
}
