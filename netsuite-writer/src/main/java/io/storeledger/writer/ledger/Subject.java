package io.storeledger.writer.ledger;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which record of NetSuite a snapshot is about.
///
/// @param type NetSuite's record type
/// @param externalId the external id it has or gets
/// @param version how new the snapshot is
/// @param causedBy the records that made us fetch it
public record Subject(String type, String externalId, Version version, List<Cause> causedBy) {
    /// Copies the causes.
    public Subject {
        causedBy = List.copyOf(causedBy);
    }

    /// When the first of the webhooks that made us fetch the snapshot arrived.
    Optional<Instant> received() {
        return causedBy.stream().map(Cause::at).min(Comparator.naturalOrder());
    }
}
