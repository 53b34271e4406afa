package io.storeledger.enricher;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.common.config.Secret;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.EnricherConfig.Connection;
import io.storeledger.enricher.sweep.SweepConfig;
import io.storeledger.mapping.ImportRule;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// A store, topics of its own on the broker, and enrichers between them.
final class TestPipeline implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final String topicPrefix = UUID.randomUUID() + ".";
    private final String groupPrefix = UUID.randomUUID() + ".";
    private final String address;
    private final SandboxApp sandbox;
    private final KafkaClients kafka;
    private final Publisher publisher;

    TestPipeline(EmbeddedBroker broker) {
        sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults()
                                .withStore(
                                        StoreConfig.defaults()
                                                .withTimes(
                                                        Duration.ofMillis(300),
                                                        Duration.ofMillis(500),
                                                        Duration.ofMillis(100))),
                        Clock.systemUTC(),
                        new Random(1));
        address = broker.bootstrapServers();
        kafka = kafkaWith(3);
        new TopicAdmin(kafka)
                .ensure(
                        List.of(
                                Topics.WEBHOOKS,
                                Topics.WEBHOOKS.deadLetters(),
                                Topics.ORDERS,
                                Topics.CUSTOMERS,
                                Topics.REFUNDS,
                                Topics.GAPS,
                                Topics.SIGHTINGS,
                                Topics.SWEEPS));
        publisher = new Publisher(kafka, "test");
    }

    SandboxApp sandbox() {
        return sandbox;
    }

    /// The same topics and groups, with another number of partitions configured.
    KafkaClients kafkaWith(int partitions) {
        return new KafkaClients(
                new KafkaConfig(
                        Optional.of(address),
                        Map.of(
                                "fetch.max.wait.ms", "50",
                                // partitions that are new are seen soon
                                "metadata.max.age.ms", "1000"),
                        topicPrefix,
                        groupPrefix,
                        partitions,
                        1,
                        Optional.empty()));
    }

    KafkaClients kafka() {
        return kafka;
    }

    EnricherApp enricher() {
        return enricher(Map.of("main", connection(sandbox)));
    }

    EnricherApp enricher(Map<String, Connection> connections) {
        return new EnricherApp(
                new EnricherConfig(
                        8,
                        new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)),
                        Path.of("target", "enricher-" + UUID.randomUUID()),
                        connections),
                kafka,
                Clock.systemUTC(),
                new Random(1),
                metrics);
    }

    static Connection connection(SandboxApp sandbox) {
        var store = sandbox.store().config();
        return new Connection(
                new BigCommerceConfig(
                        store.hash(),
                        sandbox.bigCommerceUrl(),
                        Secret.of(store.accessToken()),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(400),
                        10),
                new ImportRule(Set.of(11)),
                Optional.empty());
    }

    /// An enricher that sweeps the store.
    EnricherApp sweeping(SweepConfig sweeps) {
        Connection connection = connection(sandbox);
        return enricher(
                Map.of(
                        "main",
                        new Connection(
                                connection.store(), connection.orders(), Optional.of(sweeps))));
    }

    SimpleMeterRegistry metrics() {
        return metrics;
    }

    Publisher publisher() {
        return publisher;
    }

    /// Has a webhook told of a record.
    void tell(RecordKey key, String scope, String body) {
        tell(key, scope, body, List.of());
    }

    /// Likewise, with more headers.
    void tell(RecordKey key, String scope, String body, List<Header> more) {
        List<Header> headers = new ArrayList<>(more);
        headers.add(new RecordHeader(EventHeaders.CE_TYPE, scope.getBytes(StandardCharsets.UTF_8)));
        publisher.send(
                Topics.WEBHOOKS, key.toString(), body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /// All that is in a topic once it has so many records.
    <T> List<T> read(Topic<T> topic, int atLeast) {
        return records(topic, atLeast).stream()
                .map(record ->
                        topic.value() == byte[].class
                                ? topic.value().cast(record.value())
                                : Json.read(record.value(), topic.value()))
                .toList();
    }

    /// Likewise, with their headers.
    List<ConsumerRecord<String, byte[]>> records(Topic<?> topic, int atLeast) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                kafka.consumer("reader", "reader-" + UUID.randomUUID())) {
            String name = kafka.config().nameOf(topic);
            var partitions =
                    consumer.partitionsFor(name).stream()
                            .map(p -> new TopicPartition(name, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(LONG)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
                        return all.size() >= atLeast;
                    });
        }
        return all;
    }

    @Override
    public void close() {
        publisher.close();
        sandbox.close();
    }
}
