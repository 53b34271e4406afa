package io.storeledger.console.timeline.step;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.console.log.Place;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record of the log, as it lies there.
public final class LogRecord {
    private final Place place;
    private final Instant at;
    private final String key;
    private final Headers headers;
    private final byte @Nullable [] value;

    /// @param at when it was written
    /// @param key empty if it has none, which none of ours is without
    /// @param value null for a tombstone
    public LogRecord(
            Place place, Instant at, String key, Headers headers, byte @Nullable [] value) {
        this.place = place;
        this.at = at;
        this.key = key;
        this.headers = headers;
        this.value = value;
    }

    /// A record that a consumer read.
    public static LogRecord of(ConsumerRecord<String, byte[]> record) {
        return new LogRecord(
                Place.of(record),
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? "" : record.key(),
                record.headers(),
                record.value());
    }

    /// Where it lies.
    public Place place() {
        return place;
    }

    /// When it was written.
    public Instant at() {
        return at;
    }

    /// Its key.
    public String key() {
        return key;
    }

    /// Its value, not a copy of it.
    public byte @Nullable [] value() {
        return value;
    }

    /// The id of the trace that it belongs to.
    Optional<String> traceId() {
        return TraceContext.traceId(headers);
    }

    Optional<String> header(String name) {
        return EventHeaders.text(headers, name);
    }
}
