package io.storeledger.writer.ledger;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A snapshot as it came: where it lies in its topic, and which replay brought it.
///
/// @param <S> the type of the snapshot
/// @param replay what its headers say
/// @param forced whether it is to be written by force, and can be: force does not import what the
///   rules leave out
/// @param event the event whose force it carries, if it does not itself lie where force was asked
///   for
public record Arrival<S>(
        S snapshot,
        Version version,
        Cause at,
        ReplayMark replay,
        boolean forced,
        Optional<Cause> event) {
    private static final Pattern PLACE = Pattern.compile("(.+)/(\\d{1,9})/(\\d{1,18})");

    /// How far the clocks of those who write to a topic are apart at most.
    private static final Duration CLOCKS = Duration.ofHours(1);

    /// One of a batch's records.
    ///
    /// @param canBeForced whether there is something to write if force asks for it
    public static <S> Arrival<S> of(
            ConsumerRecord<?, ?> record, S snapshot, Version version, boolean canBeForced) {
        ReplayMark replay = ReplayMark.of(record);
        Optional<Cause> event =
                EventHeaders.text(record.headers(), EventHeaders.FORCED_AT)
                        .map(PLACE::matcher)
                        .filter(Matcher::matches)
                        .map(place ->
                                new Cause(
                                        place.group(1),
                                        Integer.parseInt(place.group(2)),
                                        Long.parseLong(place.group(3)),
                                        Instant.ofEpochMilli(record.timestamp())));
        return new Arrival<>(
                snapshot, version, Cause.of(record), replay, canBeForced && replay.forced(), event);
    }

    /// Whether it lies at or before the record that was last written by force. Records of another
    /// partition (a topic that grew) or of a much later time (a topic that was made anew) can't be
    /// compared and count as later.
    boolean isOverruled(Optional<HeldRecord> known) {
        return known.map(HeldRecord::forced)
                .filter(last -> isUpTo(at, last) && at.at().isBefore(last.at().plus(CLOCKS)))
                .isPresent();
    }

    /// Whether it is forced, and not by an event whose force was spent before the snapshot was
    /// fetched once more.
    boolean isForced(Optional<HeldRecord> known) {
        return forced
                && event.flatMap(told ->
                                known.map(HeldRecord::refetched).filter(last -> isUpTo(told, last)))
                        .isEmpty();
    }

    private static boolean isUpTo(Cause place, Cause last) {
        return place.topic().equals(last.topic())
                && place.partition() == last.partition()
                && place.offset() <= last.offset();
    }
}
