package io.storeledger.common.kafka;

import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.trace.Sends;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;

/// Publishes events and waits until Kafka has them for good. They carry the trace of the work that
/// they are published in.
public final class Publisher implements AutoCloseable {
    /// Who publishes waits for it; what is left at the end nobody waits for any more.
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final KafkaConfig config;
    private final Tracing tracing;
    private final KafkaProducer<String, byte[]> producer;

    /// @param part what it is for, as in [KafkaClients#producer]
    public Publisher(KafkaClients kafka, String part) {
        this.config = kafka.config();
        this.tracing = kafka.tracing();
        this.producer = kafka.producer(part, Map.of());
    }

    /// Publishes an event as JSON; returns where it lies once every in-sync replica has it.
    ///
    /// @throws KafkaException if it could not be written; it may or may not be in the log then
    public <V> RecordMetadata publish(Topic<V> topic, String key, V value, List<Header> headers) {
        return send(topic, key, Json.bytes(value), headers);
    }

    /// Publishes bytes as they are; see [#publish].
    public RecordMetadata send(Topic<?> topic, String key, byte[] value, List<Header> headers) {
        var record = new ProducerRecord<>(config.nameOf(topic), null, key, value, headers);
        try (Work work = Sends.begin(tracing, record)) {
            try {
                RecordMetadata at = await(producer.send(record));
                Sends.landed(work, at);
                return at;
            } catch (KafkaException e) {
                work.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    /// Publishes many events as JSON; returns once every in-sync replica has all of them.
    ///
    /// @throws KafkaException if one could not be written; others may be in the log then
    public <V> void publishAll(Topic<V> topic, Collection<V> events, Function<V, RecordKey> key) {
        sendAll(topic, events, key).forEach(Publisher::await);
    }

    /// As [#publishAll], leaving out what Kafka does not take for its size: gives what Kafka says
    /// of these, by their keys.
    public <V> Map<String, String> publishWhatFits(
            Topic<V> topic, Collection<V> events, Function<V, RecordKey> key) {
        List<Future<RecordMetadata>> sent = sendAll(topic, events, key);
        Map<String, String> tooLarge = new HashMap<>();
        int next = 0;
        for (V event : events) {
            try {
                var _ = await(sent.get(next++));
            } catch (RecordTooLargeException e) {
                tooLarge.put(key.apply(event).toString(), String.valueOf(e.getMessage()));
            }
        }
        return tooLarge;
    }

    private <V> List<Future<RecordMetadata>> sendAll(
            Topic<V> topic, Collection<V> events, Function<V, RecordKey> key) {
        String name = config.nameOf(topic);
        // there may be a hundred thousand: they carry this work's context, without a span for each
        List<Header> context = TraceContext.headers();
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (V event : events) {
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    name,
                                    null,
                                    key.apply(event).toString(),
                                    Json.bytes(event),
                                    context)));
        }
        return sent;
    }

    private static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    /// The producer, for its metrics.
    public KafkaProducer<String, byte[]> producer() {
        return producer;
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
