package io.storeledger.writer.ledger;

import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.event.HeldRecord;
import java.util.Optional;

/// What came of a write.
///
/// @param outcome for the loop
/// @param type NetSuite's record type, where it is not the one that the [Subject] expects
/// @param internalId NetSuite's id of the record, if it has one
/// @param digest of the body that NetSuite now holds; empty if it does not hold what we mapped
public record Verdict(
        Outcome outcome, Optional<String> type, Optional<String> internalId, String digest) {

    /// A verdict about a record of the expected type.
    public Verdict(Outcome outcome, Optional<String> internalId, String digest) {
        this(outcome, Optional.empty(), internalId, digest);
    }

    /// It is written; what digest it has is to be said by [#ifDone].
    public static Verdict done(String internalId) {
        return new Verdict(new Done(), Optional.of(internalId), "");
    }

    /// There was nothing to do.
    ///
    /// @param known what NetSuite holds of it, as far as we wrote it
    public static Verdict skipped(String code, String text, Optional<HeldRecord> known) {
        return new Verdict(
                new Skipped(new Reason(code, text)),
                known.map(HeldRecord::internalId).filter(id -> !id.isEmpty()),
                "");
    }

    /// NetSuite holds already what would be written.
    public static Verdict unchanged(HeldRecord known) {
        return new Verdict(
                new Skipped(new Reason("unchanged", "NetSuite holds it as it is.")),
                Optional.of(known.type()),
                Optional.of(known.internalId()),
                known.digest());
    }

    /// It can't be written as it is.
    public static Verdict rejected(String code, String text) {
        return new Verdict(new Rejected(new Reason(code, text)), Optional.empty(), "");
    }

    /// Whether NetSuite holds what was mapped.
    public boolean holdsAsMapped() {
        return !digest.isEmpty();
    }

    /// The same with the digest of what was written, if something was.
    public Verdict ifDone(String written) {
        return outcome instanceof Done ? new Verdict(outcome, type, internalId, written) : this;
    }

    /// The same about a record of another type than expected.
    public Verdict as(String otherType) {
        return new Verdict(outcome, Optional.of(otherType), internalId, digest);
    }
}
