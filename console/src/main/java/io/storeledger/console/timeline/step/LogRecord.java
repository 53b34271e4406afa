package io.storeledger.console.timeline.step;

import io.storeledger.common.event.EventHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record of the log, as it lies there.
///
/// @param place where
/// @param at when it was written
/// @param key its key; empty if it has none, which none of ours is without
/// @param headers its headers
/// @param value its value; empty for a tombstone
public record LogRecord(
        Place place, Instant at, String key, Headers headers, byte @Nullable [] value) {
    /// A record that a consumer read.
    public static LogRecord of(ConsumerRecord<String, byte[]> record) {
        return new LogRecord(
                new Place(record.topic(), record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? "" : record.key(),
                record.headers(),
                record.value());
    }

    Optional<String> header(String name) {
        return EventHeaders.text(headers, name);
    }
}
