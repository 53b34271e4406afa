package io.storeledger.writer.order;

import io.storeledger.common.consume.Outcome;
import java.util.Optional;

/// What came of a write.
///
/// @param outcome for the loop
/// @param internalId NetSuite's id of the record, if it has one
/// @param digest of the body that NetSuite now holds; empty if it does not hold what we mapped
record Verdict(Outcome outcome, Optional<String> internalId, String digest) {
    boolean holdsAsMapped() {
        return !digest.isEmpty();
    }

    /// The same with the digest of what was written, if something was.
    Verdict ifDone(String written) {
        return outcome instanceof Outcome.Done ? new Verdict(outcome, internalId, written) : this;
    }
}
