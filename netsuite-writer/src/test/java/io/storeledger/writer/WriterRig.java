package io.storeledger.writer;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RefundSnapshot;
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
import java.math.BigDecimal;
import java.nio.file.Path;
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

/// A sandbox, topics of its own on a real broker, and what the enricher would write to them.
final class WriterRig implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String CERTIFICATE = "test-certificate";

    final SandboxApp sandbox;
    private final Path folder;
    private final KafkaClients kafka;
    private final Publisher publisher;
    private final long refundItem;

    WriterRig(EmbeddedBroker broker, Path folder) {
        this.folder = folder;
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(7));
        refundItem = sandbox.netSuite().addItem("REFUND", "OthCharge", Map.of());
        kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                UUID.randomUUID() + ".",
                                UUID.randomUUID() + ".",
                                3,
                                1,
                                Optional.empty()));
        new TopicAdmin(kafka).ensure(Topics.ALL);
        publisher = new Publisher(kafka, "test");
    }

    /// A writer with the rules' tax strategy and further rules, a line of YAML.
    WriterApp writer(String strategy, String more) throws Exception {
        return new WriterApp(
                config(strategy, more),
                kafka,
                Clock.systemUTC(),
                new Random(1),
                new SimpleMeterRegistry());
    }

    WriterApp writer(String more) throws Exception {
        return writer("suitetax-override", more);
    }

    /// A single-address order that a shopper placed, with at least one thing in it that costs.
    ObjectNode placeOne() {
        while (true) {
            ObjectNode order = sandbox.store().order(sandbox.shoppers().placeOne());
            order.put("status_id", 11);
            JsonNode first = order.path("products").path(0);
            if (order.path("shipping_addresses").size() == 1
                    && money(first, "discounted_total_inc_tax").signum() > 0
                    && money(order, "total_tax").signum() > 0) {
                return order;
            }
        }
    }

    void publish(OrderSnapshot order) {
        publisher.publish(Topics.ORDERS, order.key().toString(), order, List.of());
    }

    void publish(RefundSnapshot refund) {
        publisher.publish(Topics.REFUNDS, refund.key().toString(), refund, List.of());
    }

    void publishRaw(Topic<byte[]> topic, String key, byte[] value) {
        publisher.publish(topic, key, value, List.of());
    }

    static OrderSnapshot snapshot(ObjectNode order, int later, Disposition disposition) {
        Instant modified = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(later);
        return new OrderSnapshot(
                "main",
                "sandbox1",
                order.path("id").asLong(),
                disposition,
                order,
                objects(order.path("products")),
                objects(order.path("shipping_addresses")),
                objects(order.path("coupons")),
                new Version(modified, modified),
                List.of(new Cause("webhooks", 0, 0, Instant.now())),
                1);
    }

    /// A refund of a whole order, as an amount on the order.
    static ObjectNode refundOf(ObjectNode order, long id, BigDecimal amount) {
        ObjectNode refund =
                Json.object()
                        .put("id", id)
                        .put("order_id", order.path("id").asLong())
                        .put("created", "2026-01-02T10:00:00+00:00")
                        .put("reason", "")
                        .put("total_amount", amount)
                        .put("total_tax", 0)
                        .put("uses_merchant_override_values", false);
        refund.putArray("items")
                .addObject()
                .put("item_type", "ORDER")
                .put("item_id", order.path("id").asLong())
                .put("requested_amount", amount);
        refund.putArray("payments").addObject().put("amount", amount).put("is_declined", false);
        return refund;
    }

    static RefundSnapshot snapshot(ObjectNode refund, OrderSnapshot order, int later) {
        Instant modified = Instant.parse("2026-01-02T10:00:00Z");
        return new RefundSnapshot(
                refund.path("id").asLong(),
                refund,
                order,
                new Version(modified, modified.plusSeconds(later)),
                List.of(new Cause("webhooks", 0, 0, Instant.now())),
                2);
    }

    ObjectNode sale(ObjectNode order) {
        return held("salesOrder", "SO-" + order.path("id").asString(""));
    }

    ObjectNode held(String type, String id) {
        return sandbox.netSuite().byExternalId(type, "BC-sandbox1-" + id).orElseThrow();
    }

    static BigDecimal money(JsonNode of, String field) {
        return new BigDecimal(of.path(field).asString("0"));
    }

    /// All outcomes, once there are so many.
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

    private static List<ObjectNode> objects(JsonNode array) {
        List<ObjectNode> all = new ArrayList<>();
        array.forEach(element -> all.add((ObjectNode) element));
        return all;
    }

    private WriterConfig config(String strategy, String more) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        sandbox.netSuite().registerCertificate(CERTIFICATE, keys.getPublic());
        String key =
                "-----BEGIN PRIVATE KEY-----\\n"
                        + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                        + "\\n-----END PRIVATE KEY-----";
        var account = sandbox.netSuite().config();
        var file =
                SettingsFile.parse(
                        "test",
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
                              subsidiary: "1"
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
                                refund: "%s"
                              %s
                        """
                                .formatted(
                                        folder,
                                        account.accountId(),
                                        sandbox.netSuiteUrl(),
                                        account.clientId(),
                                        CERTIFICATE,
                                        key,
                                        strategy,
                                        refundItem,
                                        more),
                        Map.of());
        return WriterConfig.read(file.root());
    }
}
