package io.storeledger.console.timeline;

import io.storeledger.common.event.RecordKey;
import io.storeledger.console.timeline.step.Term;
import io.storeledger.console.timeline.step.Term.By;
import java.time.Instant;

/// A record that a term leads to.
///
/// @param key the record's
/// @param by what the term is to it
/// @param at when that was first said in the log
record Hit(String key, By by, Instant at) {
    /// Whether the text is the number or SKU of the record itself.
    boolean isNamedBy(String text) {
        return switch (by) {
            case ORDER, SKU, RECORD -> RecordKey.parse(key).id().equalsIgnoreCase(Term.plain(text));
            case CUSTOMER, REFUND, EMAIL, INTERNAL_ID, EXTERNAL_ID -> false;
        };
    }
}
