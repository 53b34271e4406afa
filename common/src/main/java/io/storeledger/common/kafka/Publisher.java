package io.storeledger.common.kafka;

import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/// Publishes events and waits until Kafka has them for good.
public final class Publisher implements AutoCloseable {
    private final KafkaConfig config;
    private final KafkaProducer<String, byte[]> producer;

    /// @param part what it is for, as in [KafkaClients#producer]
    public Publisher(KafkaClients kafka, String part) {
        this.config = kafka.config();
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
        return await(
                producer.send(
                        new ProducerRecord<>(config.nameOf(topic), null, key, value, headers)));
    }

    /// Publishes many events as JSON; returns once every in-sync replica has all of them.
    ///
    /// @throws KafkaException if one could not be written; others may be in the log then
    public <V> void publishAll(Topic<V> topic, Collection<V> events, Function<V, RecordKey> key) {
        String name = config.nameOf(topic);
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (V event : events) {
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    name, key.apply(event).toString(), Json.bytes(event))));
        }
        sent.forEach(Publisher::await);
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
        producer.close();
    }
}
