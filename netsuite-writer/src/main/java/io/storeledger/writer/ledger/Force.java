package io.storeledger.writer.ledger;

import io.storeledger.common.event.Cause;
import java.util.Optional;

/// Whether force, rather than its version, says if a snapshot is written.
public sealed interface Force {

    /// It does not: a snapshot that is older than what NetSuite holds is old news.
    record None() implements Force {}

    /// The snapshot is written though NetSuite holds a newer or the same state.
    ///
    /// @param by the forced record: the snapshot's own, or one before it that it is newer than
    /// @param event the event that was forced, if the snapshot carries its force
    record Demanded(Cause by, Optional<Cause> event) implements Force {}

    /// The snapshot came before one that was written by force, or is that one again: old news,
    /// whatever its version.
    record Overruled() implements Force {}
}
