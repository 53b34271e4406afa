package io.storeledger.writer;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.ConfigWatch;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A store, an account, topics of its own on the broker, and writers between them.
final class TestWriter implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CERTIFICATE = "test-certificate";

    private final Path folder;
    private final SandboxApp sandbox;
    private final String privateKey;
    private KafkaClients kafka;
    private Publisher publisher;
    private SettingsFile settings;
    private WriterConfig config;

    /// @param folder where the writer keeps its data
    TestWriter(EmbeddedBroker broker, Path folder) {
        this.folder = folder;
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(7));
        privateKey = register(sandbox);
        kafka = topics(broker.bootstrapServers());
        publisher = new Publisher(kafka, "test");
        settings = load(write(folder, "suitetax-override", "", "\"1\"", ""));
        config = WriterConfig.read(settings.root());
    }

    SandboxApp sandbox() {
        return sandbox;
    }

    Publisher publisher() {
        return publisher;
    }

    KafkaClients kafka() {
        return kafka;
    }

    /// From now on with another tax strategy and more lines in the rules.
    void rules(String strategy, String more) {
        rules(strategy, more, "\"1\"");
    }

    /// Likewise, and with another choice of the subsidiary.
    void rules(String strategy, String more, String subsidiary) {
        rules(strategy, more, subsidiary, "");
    }

    /// Likewise, and with one more item.
    void rules(String strategy, String more, String subsidiary, String item) {
        settings = load(write(folder, strategy, more, subsidiary, item));
        config = WriterConfig.read(settings.root());
    }

    /// From now on the file says this, which a [#watch] follows; it may have faults.
    void change(String more) {
        var _ = write(folder, "suitetax-override", more, "\"1\"", "");
    }

    /// Lets the writers that come from now on follow their file.
    ConfigWatch watch(MeterRegistry metrics) {
        Path file = folder.resolve("storeledger.yaml");
        SettingsFile running = load(file);
        config = WriterConfig.read(running.root());
        running.check();
        return new ConfigWatch(
                running,
                () -> {
                    SettingsFile next = load(file);
                    WriterConfig.read(next.root());
                    next.check();
                    return next;
                },
                metrics);
    }

    /// From now on with empty topics, as after a loss of all of Kafka's data.
    void forgetEverything() {
        publisher.close();
        kafka = topics(kafka.config().bootstrapServers().orElseThrow());
        publisher = new Publisher(kafka, "test");
        config =
                new WriterConfig(
                        config.slots(),
                        config.retry(),
                        folder.resolve("other"),
                        config.connections());
    }

    WriterApp writer() {
        return new WriterApp(
                config, kafka, Clock.systemUTC(), new Random(1), new SimpleMeterRegistry());
    }

    /// An order as made-up shoppers place it, to be imported.
    ObjectNode placeOne() {
        ObjectNode order = sandbox.store().order(sandbox.shoppers().placeOne());
        order.put("status_id", 11);
        return order;
    }

    /// Publishes an order as fetched so many seconds after the first.
    void publish(ObjectNode order, int secondsLater) {
        publish(snapshot(order, secondsLater, Disposition.IMPORT));
    }

    void publish(OrderSnapshot snapshot) {
        publisher.publish(Topics.ORDERS, snapshot.key().toString(), snapshot, List.of());
    }

    static OrderSnapshot snapshot(ObjectNode order, int later, Disposition disposition) {
        return new OrderSnapshot(
                "main",
                "sandbox1",
                order.path("id").asLong(),
                disposition,
                order,
                objects(order.path("products")),
                objects(order.path("shipping_addresses")),
                objects(order.path("coupons")),
                version(later),
                List.of(new Cause("webhooks", 0, 0, Instant.now())),
                1);
    }

    private static List<ObjectNode> objects(JsonNode array) {
        List<ObjectNode> all = new ArrayList<>();
        array.forEach(element -> all.add((ObjectNode) element));
        return all;
    }

    /// So many seconds after the first.
    static Version version(int later) {
        Instant modified = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(later);
        return new Version(modified, modified);
    }

    /// The sales order of an order.
    ObjectNode sale(ObjectNode order) {
        return sandbox.netSuite()
                .byExternalId("salesOrder", "BC-sandbox1-SO-" + order.path("id").asString(""))
                .orElseThrow();
    }

    /// All outcomes in the order in which they ended, once there are so many.
    List<WriteOutcome> outcomes(int atLeast) {
        return read(Topics.OUTCOMES, atLeast).stream()
                .map(record -> Json.read(record.value(), WriteOutcome.class))
                .sorted(Comparator.comparing(WriteOutcome::finishedAt))
                .toList();
    }

    List<ConsumerRecord<String, byte[]>> read(Topic<?> topic, int atLeast) {
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
                        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
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

    private static KafkaClients topics(String bootstrapServers) {
        var clients =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(bootstrapServers),
                                Map.of("fetch.max.wait.ms", "50"),
                                UUID.randomUUID() + ".",
                                UUID.randomUUID() + ".",
                                3,
                                1,
                                Optional.empty()));
        new TopicAdmin(clients)
                .ensure(
                        List.of(
                                Topics.ORDERS,
                                Topics.ORDERS.deadLetters(),
                                Topics.CUSTOMERS,
                                Topics.CUSTOMERS.deadLetters(),
                                Topics.REFUNDS,
                                Topics.REFUNDS.deadLetters(),
                                Topics.OUTCOMES,
                                Topics.RECORDS));
        return clients;
    }

    private static String register(SandboxApp sandbox) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            sandbox.netSuite().registerCertificate(CERTIFICATE, keys.getPublic());
            return "-----BEGIN PRIVATE KEY-----\\n"
                    + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                    + "\\n-----END PRIVATE KEY-----";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    private static SettingsFile load(Path file) {
        return SettingsFile.load(file, Map.of());
    }

    private Path write(Path folder, String strategy, String more, String subsidiary, String item) {
        var account = sandbox.netSuite().config();
        String yaml =
                """
                dataFolder: "%s"
                writer:
                  retry: { first: 20ms, longest: 200ms }
                connections:
                  main:
                    bigcommerce:
                      storeHash: sandbox1
                    netsuite:
                      account: "%s"
                      restUrl: "%s"
                      clientId: "%s"
                      certificateId: "%s"
                      algorithm: ES256
                      privateKey: "%s"
                    rules:
                      subsidiary: %s
                      location: "1"
                      currencies: { USD: "1", GBP: "2", CAD: "3", EUR: "4", JPY: "5" }
                      severalAddresses: first
                      tax: { strategy: %s, type: "1", code: "1" }
                      items:
                        shipping: "1"
                        handling: "2"
                        wrapping: "3"
                        fee: "4"
                        giftCertificate: "5"
                        customProduct: "6"
                        tax: "7"
                        rounding: "8"
                        discount: "11"
                        coupon: "12"
                        %s
                %s
                """
                        .formatted(
                                folder,
                                account.accountId(),
                                sandbox.netSuiteUrl(),
                                account.clientId(),
                                CERTIFICATE,
                                privateKey,
                                subsidiary,
                                strategy,
                                item,
                                more.indent(6));
        try {
            return Files.writeString(folder.resolve("storeledger.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
