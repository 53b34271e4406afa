package io.storeledger.catalog.reading;

import io.storeledger.common.consume.Lease;
import io.storeledger.common.event.CatalogReading;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Says which stores this instance is to read for: whoever has the key of a store's readings reads.
/// It also tells the last reading, whoever made it.
public final class ReadingLease implements AutoCloseable {
    private final Map<String, CatalogReading> last = new ConcurrentHashMap<>();
    private final Lease lease;

    /// Joins the group.
    public ReadingLease(KafkaClients kafka) {
        this.lease = new Lease(kafka, Topics.READINGS, "catalog.readings", this::note);
    }

    /// Whether this instance is to read for the store, and knows the last reading.
    public boolean isOurs(String store) {
        return lease.isOurs(RecordKey.reading(store).toString());
    }

    /// The last reading for the store; to be trusted while [#isOurs].
    public Optional<CatalogReading> last(String store) {
        return Optional.ofNullable(last.get(RecordKey.reading(store).toString()));
    }

    /// Notes a reading that this instance made.
    public void made(CatalogReading reading) {
        last.put(reading.key().toString(), reading);
    }

    /// Why it is asked for no more, in a sentence; empty as long as it goes on by itself.
    public Optional<String> broken() {
        return lease.broken();
    }

    /// What Kafka refuses it, in a sentence; empty if nothing.
    public Optional<String> refusal() {
        return lease.refusal();
    }

    @Override
    public void close() {
        lease.close();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        CatalogReading reading = Json.read(record.value(), CatalogReading.class);
        last.merge(record.key(), reading, (a, b) -> b.startedAt().isBefore(a.startedAt()) ? a : b);
    }
}
