package io.storeledger.enricher.snapshot;

import io.storeledger.common.consume.Batch;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.json.VendorDates;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import tools.jackson.databind.node.ObjectNode;

/// Publishes what was fetched under the key of the records that caused it, in their trace, and with
/// the mark of the replay if one of them is of a replay. Force goes by key: an order's refunds are
/// forced with it.
public final class Snapshots {
    private final Publisher publisher;

    public Snapshots(Publisher publisher) {
        this.publisher = publisher;
    }

    /// Returns once Kafka has it.
    public <V> void publish(Topic<V> topic, Batch batch, V snapshot) {
        Header trace = batch.newest().headers().lastHeader(EventHeaders.TRACEPARENT);
        List<Header> headers =
                new ArrayList<>(
                        ReplayMark.together(batch.records().stream().map(ReplayMark::of).toList())
                                .headers());
        batch.records().reversed().stream()
                .filter(record -> ReplayMark.of(record).forced())
                .findFirst()
                .map(record -> record.topic() + "/" + record.partition() + "/" + record.offset())
                .ifPresent(at ->
                        headers.add(
                                new RecordHeader(
                                        EventHeaders.FORCED_AT,
                                        at.getBytes(StandardCharsets.UTF_8))));
        received(batch)
                .ifPresent(at ->
                        headers.add(
                                new RecordHeader(
                                        EventHeaders.RECEIVED,
                                        at.toString().getBytes(StandardCharsets.UTF_8))));
        if (trace != null) {
            headers.add(trace);
        }
        publisher.publish(topic, batch.key(), snapshot, headers);
    }

    /// The records that caused a fetch.
    public static List<Cause> causes(Batch batch) {
        return batch.records().stream().map(Cause::of).toList();
    }

    /// When the first of them arrived.
    private static Optional<Instant> received(Batch batch) {
        return causes(batch).stream().map(Cause::at).min(Comparator.naturalOrder());
    }

    /// The id at the end of a key, if it is a number as the store's ids are.
    public static Optional<Long> number(String id) {
        return id.matches("\\d{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    /// The first of the fields that holds a time; the epoch if none does.
    public static Instant time(ObjectNode json, String... fields) {
        for (String field : fields) {
            Optional<Instant> time = VendorDates.parse(json.path(field).asString(""));
            if (time.isPresent()) {
                return time.get();
            }
        }
        return Instant.EPOCH;
    }
}
