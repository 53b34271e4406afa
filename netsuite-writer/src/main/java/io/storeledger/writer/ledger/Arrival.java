package io.storeledger.writer.ledger;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.Version;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A snapshot as it came: where it lies in its topic, and which replay brought it.
///
/// @param <S> the type of the snapshot
/// @param replay what its headers say
/// @param forced whether it is to be written by force, and can be: force does not import what the
///   rules leave out
public record Arrival<S>(S snapshot, Version version, Cause at, ReplayMark replay, boolean forced) {
    /// How far the clocks of those who write to a topic are apart at most.
    private static final Duration CLOCKS = Duration.ofHours(1);

    /// One of a batch's records.
    ///
    /// @param canBeForced whether there is something to write if force asks for it
    public static <S> Arrival<S> of(
            ConsumerRecord<?, ?> record, S snapshot, Version version, boolean canBeForced) {
        ReplayMark replay = ReplayMark.of(record);
        return new Arrival<>(
                snapshot, version, Cause.of(record), replay, canBeForced && replay.forced());
    }

    /// Whether it lies at or before the record that was last written by force. Records of another
    /// partition (a topic that grew) or of a much later time (a topic that was made anew) can't be
    /// compared and count as later.
    boolean isOverruled(Optional<HeldRecord> known) {
        return known.map(HeldRecord::forced)
                .filter(last ->
                        last.topic().equals(at.topic())
                                && last.partition() == at.partition()
                                && at.offset() <= last.offset()
                                && at.at().isBefore(last.at().plus(CLOCKS)))
                .isPresent();
    }
}
