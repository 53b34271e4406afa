package io.storeledger.console.deadletter;

import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.replay.Told;
import java.util.Comparator;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One record of a dead letters' topic.
///
/// @param subject what was rejected
/// @param letter the letter that it is by itself
/// @param version of the snapshot that was rejected, if it is one
record Rejection(Subject subject, Letter letter, @Nullable Version version) {
    /// The newest state last: an older snapshot may be rejected after a newer one, by a replay.
    static final Comparator<Rejection> BY_AGE =
            Comparator.comparing(
                            Rejection::version,
                            Comparator.nullsFirst(Comparator.<Version>naturalOrder()))
                    .thenComparing((Rejection one) -> one.letter().at())
                    .thenComparing(one -> one.letter().place());

    /// What was rejected: rejections of one subject are about the same.
    ///
    /// @param topic the dead letters' topic
    /// @param what the order, the refund or the customer; of anything else the very bytes, as none
    ///   of it stands for another
    record Subject(String topic, String key, Object what) {}

    private record Versioned(@Nullable Version version) {}

    /// The one that a record is.
    static Rejection of(ConsumerRecord<String, byte[]> record, LetterTopics topics) {
        Letter letter = Letter.of(record);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Object what =
                topics.origin(record.topic())
                        .filter(origin -> !origin.name().equals(Topics.CATALOG_CHANGES.name()))
                        .flatMap(origin -> Told.of(origin, letter.key(), record.headers(), value))
                        .<Object>map(told -> told)
                        .orElseGet(() -> UUID.nameUUIDFromBytes(value));
        return new Rejection(
                new Subject(record.topic(), letter.key(), what), letter, versionIn(value));
    }

    private static @Nullable Version versionIn(byte[] value) {
        try {
            return Json.read(value, Versioned.class).version();
        } catch (MalformedJsonException e) {
            return null;
        }
    }
}
