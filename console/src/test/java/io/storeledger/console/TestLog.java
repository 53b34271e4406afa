package io.storeledger.console;

import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Topics of its own on the test's broker.
public final class TestLog implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final KafkaClients kafka;
    private final Publisher publisher;
    private final LogReader reader;

    /// With all topics, of three partitions each.
    public TestLog(EmbeddedBroker broker) {
        kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                UUID.randomUUID() + ".",
                                UUID.randomUUID() + ".",
                                PARTITIONS,
                                1,
                                Optional.empty()));
        new TopicAdmin(kafka).ensure(Topics.ALL);
        publisher = new Publisher(kafka, "test");
        reader = new LogReader(kafka, "test-reader");
    }

    /// Clients of it.
    public KafkaClients kafka() {
        return kafka;
    }

    /// A reader of it.
    public LogReader reader() {
        return reader;
    }

    /// Writes a value as JSON, with headers by their names.
    public RecordMetadata write(
            Topic<?> topic, String key, Object value, Map<String, String> headers) {
        var all = new RecordHeaders();
        headers.forEach((name, text) -> EventHeaders.add(all, name, text));
        int partition = Partitions.of(topic, key, PARTITIONS);
        try {
            return publisher
                    .producer()
                    .send(
                            new ProducerRecord<>(
                                    kafka.config().nameOf(topic),
                                    partition,
                                    key,
                                    Json.bytes(value),
                                    all))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// All records of a topic, partition by partition.
    public List<ConsumerRecord<String, byte[]>> all(Topic<?> topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        reader.read(reader.all(topic), all::add);
        return all;
    }

    /// A header of a record; empty text if it has none.
    public static String header(ConsumerRecord<?, ?> record, String name) {
        return EventHeaders.text(record.headers(), name).orElse("");
    }

    @Override
    public void close() {
        publisher.close();
    }
}
