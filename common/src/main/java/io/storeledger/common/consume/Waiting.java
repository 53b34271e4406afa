package io.storeledger.common.consume;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RecordKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Since when a record waits, in milliseconds of the epoch; both count for the metrics alone.
///
/// @param written since it was written to its topic
/// @param order since its first webhook came in, if an order waits by it; else [#NEVER]
record Waiting(long written, long order) {
    /// Later than anything.
    static final long NEVER = Long.MAX_VALUE;

    /// What replays bring is not late.
    static Waiting of(ConsumerRecord<String, byte[]> record) {
        boolean late =
                isOfOrder(record.key()) && record.headers().lastHeader(EventHeaders.REPLAY) == null;
        return new Waiting(
                record.timestamp(), late ? received(record).orElse(record.timestamp()) : NEVER);
    }

    private static boolean isOfOrder(String key) {
        return RecordKey.isOf(RecordKey.ORDER, key.substring(key.indexOf('/') + 1));
    }

    private static Optional<Long> received(ConsumerRecord<String, byte[]> record) {
        try {
            return EventHeaders.text(record.headers(), EventHeaders.RECEIVED)
                    .map(Instant::parse)
                    .map(Instant::toEpochMilli);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
