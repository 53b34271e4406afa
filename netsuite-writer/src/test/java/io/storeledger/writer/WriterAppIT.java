package io.storeledger.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.fault.Fault;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
class WriterAppIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CERTIFICATE = "test-certificate";

    @TempDir Path folder;

    private SandboxApp sandbox;
    private KafkaClients kafka;
    private Publisher publisher;
    private WriterConfig config;

    @BeforeEach
    void start(EmbeddedBroker broker) throws Exception {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(7));
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
        config = config("suitetax-override");
    }

    @AfterEach
    void stop() {
        publisher.close();
        sandbox.close();
    }

    @Test
    void writesEveryKindOfOrderToTheCentWithItsCustomerFirst() {
        List<ObjectNode> orders = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            orders.add(placeOne());
        }
        try (var writer = writer()) {
            orders.forEach(order -> publish(order, 0));
            List<WriteOutcome> outcomes = outcomes(60);

            assertThat(outcomes).extracting(WriteOutcome::result).containsOnly(Result.DONE);
            assertThat(writer.waitingFor()).isEmpty();
        }
        for (ObjectNode order : orders) {
            ObjectNode sale = sale(order);
            assertThat(money(sale, "total"))
                    .as("total of order %s", order.path("id"))
                    .isEqualByComparingTo(money(order, "total_inc_tax"));
            assertThat(sale.path("entity").path("id").asString("")).isNotEmpty();
            assertThat(sale.path("otherRefNum").asString("")).isEqualTo(id(order));
        }
        assertThat(sandbox.netSuite().records("salesOrder")).hasSize(60);
    }

    @Test
    void spendsNoCallOnWhatNetSuiteHoldsAlready() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
            int writes = sandbox.netSuite().writes().size();

            publish(order, 1);
            List<WriteOutcome> outcomes = outcomes(2);

            assertThat(outcomes.getLast().reasonCode()).isEqualTo("unchanged");
            assertThat(sandbox.netSuite().writes()).hasSize(writes);
        }
        try (var _ = writer()) {
            int writes = sandbox.netSuite().writes().size();
            publish(order, 2);

            assertThat(outcomes(3).getLast().reasonCode()).isEqualTo("unchanged");
            assertThat(sandbox.netSuite().writes()).hasSize(writes);
        }
    }

    @Test
    void neverWritesOldNews() {
        ObjectNode newer = placeOne();
        ObjectNode older = newer.deepCopy();
        older.put("staff_notes", "before");
        try (var _ = writer()) {
            publish(newer, 100);
            outcomes(1);
            publish(older, 50);

            WriteOutcome outcome = outcomes(2).getLast();

            assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
            assertThat(outcome.reasonCode()).isEqualTo("old-news");
        }
    }

    @Test
    void replacesTheLinesOfAChangedOrder() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
            int lines = sale(order).path("item").path("items").size();
            ObjectNode changed = order.deepCopy();
            rename(changed);
            publish(changed, 10);

            assertThat(outcomes(2).getLast().result()).isEqualTo(Result.DONE);
            JsonNode items = sale(order).path("item").path("items");
            assertThat(items.size()).isEqualTo(lines);
            assertThat(items.get(0).path("description").asString("")).contains("Renamed");
        }
    }

    @Test
    void endsInOneSalesOrderWhenTheAnswerIsLost() {
        sandbox.faults().next(Fault.NETSUITE_LOST_ANSWER, 2);
        sandbox.faults().next(Fault.NETSUITE_500_AFTER_WRITE, 1);
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);

            assertThat(outcomes(1).getLast().result()).isEqualTo(Result.DONE);
        }
        assertThat(sandbox.netSuite().records("salesOrder")).hasSize(1);
        assertThat(sandbox.netSuite().records("customer")).hasSize(1);
        assertThat(money(sale(order), "total")).isEqualByComparingTo(money(order, "total_inc_tax"));
    }

    @Test
    void survivesEverythingThatMayPassAtNetSuite() {
        for (Fault fault :
                List.of(
                        Fault.NETSUITE_429,
                        Fault.NETSUITE_500,
                        Fault.NETSUITE_503,
                        Fault.NETSUITE_CUT,
                        Fault.NETSUITE_LOCKED,
                        Fault.NETSUITE_TOKEN_REVOKED)) {
            sandbox.faults().next(fault, 1);
        }
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);

            assertThat(outcomes(1).getLast().result()).isEqualTo(Result.DONE);
        }
        assertThat(sandbox.netSuite().records("salesOrder")).hasSize(1);
    }

    @Test
    void leavesAnOrderAloneThatNetSuiteHasBegunToFulfil() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
            sandbox.netSuite().fulfil("BC-sandbox1-SO-" + id(order));
            ObjectNode changed = order.deepCopy();
            rename(changed);
            publish(changed, 10);

            WriteOutcome outcome = outcomes(2).getLast();

            assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
            assertThat(outcome.reason()).contains("rules.updates.afterFulfilment");
            assertThat(sale(order).toString()).doesNotContain("Renamed");
        }
    }

    @Test
    void looksBeforeItWritesAnOldOrderThatItDoesNotRemember() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(order, 0);
            outcomes(1);
        }
        sandbox.netSuite().bill("BC-sandbox1-SO-" + id(order));
        ObjectNode old = order.deepCopy();
        old.put("date_created", "Tue, 05 Mar 2019 21:40:11 +0000");
        kafka = withOtherTopics();
        try (var other = new Publisher(kafka, "other");
                var _ = writer()) {
            publish(other, old, 5);

            assertThat(outcomes(1).getLast().reasonCode()).isEqualTo("already-begun");
        }
    }

    @Test
    void rejectsWhatNetSuiteHasNoItemForAndSaysWhatToDo() {
        ObjectNode order = placeOne();
        ((ObjectNode) order.path("products").get(0)).put("sku", "NO-SUCH-SKU").put("product_id", 7);
        try (var _ = writer()) {
            publish(order, 0);

            WriteOutcome outcome = outcomes(1).getLast();

            assertThat(outcome.result()).isEqualTo(Result.REJECTED);
            assertThat(outcome.reason()).contains("NO-SUCH-SKU");
            var letter = read(Topics.ORDERS.deadLetters(), 1).getFirst();
            assertThat(EventHeaders.text(letter.headers(), EventHeaders.REASON))
                    .hasValueSatisfying(why -> assertThat(why).contains("NO-SUCH-SKU"));
        }
        assertThat(sandbox.netSuite().records("customer")).isEmpty();
    }

    @Test
    void rejectsAnOrderInACurrencyThatTheAccountLacks() {
        ObjectNode order = placeOne();
        order.put("default_currency_code", "CHF");
        try (var _ = writer()) {
            publish(order, 0);

            assertThat(outcomes(1).getLast().reason()).contains("CHF").contains("rules.currencies");
        }
    }

    @Test
    void provesTheTotalAfterTheWriteWhereNetSuiteComputesTheTax() throws Exception {
        config = config("netsuite-calculates");
        ObjectNode order = placeOne();
        while (money(order, "total_tax").signum() == 0) {
            order = placeOne();
        }
        try (var _ = writer()) {
            publish(order, 0);

            WriteOutcome outcome = outcomes(1).getLast();

            // the sandbox's items carry no tax, so that its total can't be right
            assertThat(outcome.result()).isEqualTo(Result.REJECTED);
            assertThat(outcome.reasonCode()).isEqualTo("total-differs");
            assertThat(sale(order).path("orderStatus").path("id").asString("")).isEqualTo("A");
        }
    }

    @Test
    void skipsWhatIsMarkedAsNotToBeImported() {
        ObjectNode order = placeOne();
        try (var _ = writer()) {
            publish(snapshot(order, 0, Disposition.INCOMPLETE), publisher);

            assertThat(outcomes(1).getLast().reasonCode()).isEqualTo("incomplete");
        }
        assertThat(sandbox.netSuite().requests().calls()).isZero();
    }

    private WriterApp writer() {
        return new WriterApp(
                config, kafka, Clock.systemUTC(), new Random(1), new SimpleMeterRegistry());
    }

    private KafkaClients withOtherTopics() {
        var settings = kafka.config();
        var other =
                new KafkaClients(
                        new KafkaConfig(
                                settings.bootstrapServers(),
                                Map.of(),
                                UUID.randomUUID() + ".",
                                UUID.randomUUID() + ".",
                                3,
                                1,
                                Optional.empty()));
        new TopicAdmin(other).ensure(Topics.ALL);
        config =
                new WriterConfig(
                        config.slots(),
                        config.retry(),
                        folder.resolve("other"),
                        config.connections());
        return other;
    }

    private ObjectNode placeOne() {
        ObjectNode order = sandbox.store().order(sandbox.shoppers().placeOne());
        order.put("status_id", 11);
        return order;
    }

    private static void rename(ObjectNode order) {
        ((ObjectNode) order.path("products").get(0))
                .put("name", "Renamed in the store")
                .put("name_customer", "Renamed in the store")
                .put("name_merchant", "Renamed in the store");
    }

    private void publish(ObjectNode order, int secondsLater) {
        publish(publisher, order, secondsLater);
    }

    private static void publish(Publisher to, ObjectNode order, int secondsLater) {
        publish(snapshot(order, secondsLater, Disposition.IMPORT), to);
    }

    private static void publish(OrderSnapshot snapshot, Publisher to) {
        to.publish(Topics.ORDERS, snapshot.key().toString(), snapshot, List.of());
    }

    private static OrderSnapshot snapshot(ObjectNode order, int later, Disposition disposition) {
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

    private static List<ObjectNode> objects(JsonNode array) {
        List<ObjectNode> all = new ArrayList<>();
        array.forEach(element -> all.add((ObjectNode) element));
        return all;
    }

    private ObjectNode sale(ObjectNode order) {
        return sandbox.netSuite()
                .byExternalId("salesOrder", "BC-sandbox1-SO-" + id(order))
                .orElseThrow();
    }

    private static String id(ObjectNode order) {
        return order.path("id").asString("");
    }

    private static BigDecimal money(ObjectNode of, String field) {
        return new BigDecimal(of.path(field).asString("0"));
    }

    private List<WriteOutcome> outcomes(int atLeast) {
        return read(Topics.OUTCOMES, atLeast).stream()
                .map(record -> Json.read(record.value(), WriteOutcome.class))
                .sorted(Comparator.comparing(WriteOutcome::finishedAt))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> read(Topic<?> topic, int atLeast) {
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

    private WriterConfig config(String strategy) throws Exception {
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
                        """
                                .formatted(
                                        folder,
                                        account.accountId(),
                                        sandbox.netSuiteUrl(),
                                        account.clientId(),
                                        CERTIFICATE,
                                        key,
                                        strategy),
                        Map.of());
        return WriterConfig.read(file.root());
    }
}
