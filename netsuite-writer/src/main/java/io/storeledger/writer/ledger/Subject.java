package io.storeledger.writer.ledger;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.Version;
import io.storeledger.mapping.Course.Standing;
import io.storeledger.writer.ledger.Force.Demanded;
import io.storeledger.writer.ledger.Force.None;
import io.storeledger.writer.ledger.Force.Overruled;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which record of NetSuite a snapshot is about.
///
/// @param type NetSuite's record type
/// @param externalId the external id it has or gets
/// @param version how new the snapshot is
/// @param causedBy the records that made us fetch it
/// @param force whether its version counts
/// @param replay the replay that brought it, if one did
public record Subject(
        String type,
        String externalId,
        Version version,
        List<Cause> causedBy,
        Force force,
        ReplayMark replay) {
    /// Copies the causes.
    public Subject {
        causedBy = List.copyOf(causedBy);
    }

    /// What says whether it is old news.
    public Standing standing() {
        return switch (force) {
            case None none -> Standing.BY_VERSION;
            case Demanded demanded -> Standing.FORCED;
            case Overruled overruled -> Standing.OVERRULED;
        };
    }

    /// Whether it is written even if NetSuite holds the same already.
    public boolean isForced() {
        return switch (force) {
            case None none -> false;
            case Demanded demanded -> true;
            case Overruled overruled -> false;
        };
    }

    /// What NetSuite holds, as far as it keeps the snapshot from being written: by force, it is as
    /// if something else was written last.
    Optional<HeldRecord> against(Optional<HeldRecord> known) {
        return isForced() ? known.map(Subject::withoutDigest) : known;
    }

    /// The record that was last written by force once the snapshot is.
    @Nullable Cause forced(Optional<HeldRecord> known) {
        return force instanceof Demanded demanded
                ? demanded.by()
                : known.map(HeldRecord::forced).orElse(null);
    }

    /// The last event whose force is spent once the snapshot is written.
    @Nullable Cause refetched(Optional<HeldRecord> known) {
        Optional<Cause> event =
                force instanceof Demanded demanded ? demanded.event() : Optional.empty();
        return event.or(() -> known.map(HeldRecord::refetched)).orElse(null);
    }

    private static HeldRecord withoutDigest(HeldRecord held) {
        return new HeldRecord(
                held.type(),
                held.externalId(),
                held.internalId(),
                held.version(),
                "",
                held.outcome(),
                held.forced(),
                held.refetched());
    }

    /// When the first of the webhooks that made us fetch the snapshot arrived.
    Optional<Instant> received() {
        return causedBy.stream().map(Cause::at).min(Comparator.naturalOrder());
    }
}
