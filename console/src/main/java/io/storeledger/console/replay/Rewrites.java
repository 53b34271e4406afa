package io.storeledger.console.replay;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RawEvent;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.TraceContext;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Makes the records that a replay or a redrive writes; each says which one it was and who started
/// it.
public final class Rewrites {
    private final String id;
    private final String by;
    private final boolean forced;
    private final Clock clock;

    /// @param id the replay's
    /// @param by who started it
    /// @param forced whether old news is to be written too
    public Rewrites(String id, String by, boolean forced, Clock clock) {
        this.id = id;
        this.by = by;
        this.forced = forced;
        this.clock = clock;
    }

    /// The record as it was, bytes and headers.
    public Rewrite asRecorded(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        var headers = new RecordHeaders(record.headers().toArray());
        mark(headers);
        return new Rewrite(topic, record.key(), headers, record.value(), Cause.of(record));
    }

    /// An event that has the store asked again for what was only named.
    public Rewrite refetch(Told told, String connection) {
        return refetch(told, connection, null, new RecordHeaders());
    }

    /// An event that has the store asked again for what a record tells of, in the record's trace.
    public Rewrite refetch(Told told, String connection, ConsumerRecord<String, byte[]> source) {
        return refetch(told, connection, Cause.of(source), source.headers());
    }

    private Rewrite refetch(
            Told told, String connection, @Nullable Cause source, Headers original) {
        RawEvent event =
                RawEvent.of(
                        told.sighting(connection, "/storeledger/replays/" + id, clock.instant()));
        TraceContext.carry(original, event.headers());
        mark(event.headers());
        return new Rewrite(
                Topics.WEBHOOKS, event.key().toString(), event.headers(), event.bytes(), source);
    }

    private void mark(Headers headers) {
        headers.remove(EventHeaders.REPLAY);
        headers.remove(EventHeaders.REPLAYED_BY);
        headers.remove(EventHeaders.FORCED);
        EventHeaders.add(headers, EventHeaders.REPLAY, id);
        EventHeaders.add(headers, EventHeaders.REPLAYED_BY, by);
        if (forced) {
            EventHeaders.add(headers, EventHeaders.FORCED, "true");
        }
    }
}
