package io.storeledger.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.CatalogOutcome.Result;
import io.storeledger.common.event.CatalogReading;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.event.SweepMark;
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
import io.storeledger.sandbox.bigcommerce.catalog.AdjustmentCounters;
import io.storeledger.sandbox.bigcommerce.catalog.Tracking;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.netsuite.stock.Place;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CatalogAppIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String CERTIFICATE = "test-certificate";
    private static final String STOCK =
            "{ schedule: 250ms, jitter: 0s, overlap: 3s, stock: { locations: ['1'], margin: 1s }}";
    private static final String EVERYTHING =
            """
            { schedule: 250ms, jitter: 0s, overlap: 3s, createMissing: true, priceLevel: "2",
              publish: { stock: true, price: true, products: true },
              stock: { locations: ['1'], margin: 1s },
              columns: { description: storedetaileddescription, weight: weight,
                         matrixOptions: { Color: custitem_color, Size: custitem_size } } }
            """;

    @TempDir Path folder;

    private SandboxApp sandbox;
    private KafkaClients kafka;
    private final String prefix = UUID.randomUUID() + ".";
    private Publisher publisher;
    private KeyPair keys;
    private String linger = "200ms";
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start(EmbeddedBroker broker) throws Exception {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(7));
        sandbox.store().inventory().lag(Duration.ofMillis(300));
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        sandbox.netSuite().registerCertificate(CERTIFICATE, keys.getPublic());
        kafka = kafka(broker, 3);
        new TopicAdmin(kafka)
                .ensure(
                        List.of(
                                Topics.ORDERS,
                                Topics.OUTCOMES,
                                Topics.ITEMS,
                                Topics.STOCK,
                                Topics.READINGS,
                                Topics.CATALOG_CHANGES,
                                Topics.CATALOG_CHANGES.deadLetters(),
                                Topics.CATALOG_OUTCOMES,
                                Topics.SWEEPS));
        publisher = new Publisher(kafka, "test");
    }

    private KafkaClients kafka(EmbeddedBroker broker, int partitions) {
        return new KafkaClients(
                new KafkaConfig(
                        Optional.of(broker.bootstrapServers()),
                        Map.of("fetch.max.wait.ms", "50"),
                        prefix,
                        prefix,
                        partitions,
                        1,
                        Optional.empty()));
    }

    @AfterEach
    void stop() {
        publisher.close();
        sandbox.close();
    }

    @Test
    void publishesWhatChangedInOneCallAndNothingOfTheRest() {
        linger = "2s";
        sandbox.store().catalog().addMany("BULK", 2100, Tracking.PRODUCT);
        long first = sandbox.netSuite().addItems("bulk-", 2101, List.of(1L, 3L), 40);
        try (var app = app(STOCK)) {
            await().atMost(LONG)
                    .until(() -> stock("BULK-002100") == 40 && stock("BULK-000001") == 40);
            await().atMost(LONG).until(() -> app.waitingFor().isEmpty());
            awaitQuiet();
            AdjustmentCounters loaded = counters();
            assertThat(loaded.absoluteRows()).isGreaterThanOrEqualTo(2100);

            for (int i = 1; i <= 50; i++) {
                sandbox.netSuite().stock(first + i * 42L, 1, 100 + i);
            }
            await().atMost(LONG).until(() -> stock("BULK-002100") == 150);
            awaitQuiet();

            AdjustmentCounters changed = counters();
            assertThat(changed.absoluteRows() - loaded.absoluteRows()).isEqualTo(50);
            assertThat(changed.absoluteCalls() - loaded.absoluteCalls()).isEqualTo(1);
            assertThat(changed.maxConcurrent()).isEqualTo(1);
            assertThat(changed.refused()).isZero();
            // the second location doesn't count, so its changes cost nothing
            sandbox.netSuite().stock(first + 7, 3, 1);
            awaitReadings(2);
            assertThat(counters()).isEqualTo(changed);
        }
        // then: another start knows what the store shows
        AdjustmentCounters before = counters();
        try (var app = app(STOCK)) {
            await().atMost(LONG).until(() -> app.waitingFor().isEmpty());
            awaitReadings(2);
            assertThat(counters()).isEqualTo(before);
        }
    }

    @Test
    void tellsOnceASweepOfASkuThatTheStoreLacksUntilSomebodyMakesIt() {
        sandbox.netSuite().addItems("ONLY-HERE-", 2, List.of(1L), 4);
        String sku = "ONLY-HERE-000001";
        try (var _ = app(STOCK.replace("jitter: 0s", "jitter: 0s, fullSweep: 2s"))) {
            CatalogOutcome outcome = outcomeOf(sku);

            assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
            assertThat(outcome.reasonCode()).isEqualTo("not-in-store");
            await().atMost(LONG).until(() -> told(sku) >= 3);
            // the last sweep may still be under way
            assertThat(told(sku)).isLessThanOrEqualTo(sweeps() + 1);

            // NetSuite says nothing new
            sandbox.store().catalog().addMany("ONLY-HERE", 1, Tracking.PRODUCT);
            await().atMost(LONG).until(() -> stock(sku) == 4);
        }
    }

    @Test
    void holdsBackAnOrderUntilNetSuiteShowsIt() {
        sandbox.store().catalog().addMany("HELD", 1, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("HELD-", 2, List.of(1L), 10) + 1;
        try (var _ = app(STOCK)) {
            await().atMost(LONG).until(() -> stock("HELD-000001") == 10);

            // two are sold before anybody in NetSuite knows
            order(1, "HELD-000001", 2, Instant.now().minusSeconds(60), 1);
            await().atMost(LONG).until(() -> stock("HELD-000001") == 8);
            sandbox.netSuite().stock(item, 1, 15);
            await().atMost(LONG).until(() -> stock("HELD-000001") == 13);

            // the writer tells NetSuite, which commits them; four more go elsewhere
            wrote(1, 1);
            sandbox.netSuite().stock(item, 1, 9);

            await().atMost(LONG).until(() -> stock("HELD-000001") == 9);
        }
    }

    @Test
    void goesOnWithMorePartitionsAndReadsWhatMovedWithTheNextFullSweep(EmbeddedBroker broker) {
        sandbox.store().catalog().addMany("MOVED", 20, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("MOVED-", 21, List.of(1L), 10);
        try (var _ = app(STOCK)) {
            await().atMost(LONG).until(() -> stocks("MOVED", 20).allMatch(stock -> stock == 10));
        }
        var topics = new TopicAdmin(kafka(broker, 6));

        topics.apply(topics.difference(true));

        try (var app = app(STOCK.replace("jitter: 0s", "jitter: 0s, fullSweep: 1s"))) {
            for (int i = 1; i <= 20; i++) {
                sandbox.netSuite().stock(item + i, 1, 15);
            }
            await().atMost(LONG).until(() -> stocks("MOVED", 20).allMatch(stock -> stock == 15));
            order(1, "MOVED-000001", 2, Instant.now().minusSeconds(60), 1);
            await().atMost(LONG).until(() -> stock("MOVED-000001") == 13);
            await().atMost(LONG).until(() -> app.waitingFor().isEmpty());
        }
    }

    /// Goods that were sent do not come back to NetSuite with a refund; the store shows them again.
    @Test
    void lowersWhatTheStorePutBackByItself() {
        sandbox.store().catalog().addMany("BACK", 1, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("BACK-", 2, List.of(1L), 10) + 1;
        try (var _ = app(STOCK)) {
            await().atMost(LONG).until(() -> stock("BACK-000001") == 10);
            awaitQuiet();
            long id = buy("BACK-000001", 2);
            order(id, "BACK-000001", 2, Instant.now(), 1);
            wrote(id, 1);
            sandbox.netSuite().stock(item, 1, 8);
            awaitNothingReadAgain();
            awaitQuiet();
            assertThat(stock("BACK-000001")).isEqualTo(8);

            sandbox.store().updateStatus(id, 4);
            assertThat(stock("BACK-000001")).isEqualTo(10);
            order(id, 4, "BACK-000001", 2, Instant.now(), 2);

            await().atMost(LONG).until(() -> stock("BACK-000001") == 8);
        }
    }

    private LongStream stocks(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToLong(i -> stock("%s-%06d".formatted(name, i)));
    }

    @Test
    void undoesNoOrderThatNobodyToldAndCountsItOnce() {
        sandbox.store().catalog().addMany("SOLD", 1, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("SOLD-", 2, List.of(1L), 10) + 1;
        try (var _ = app(STOCK)) {
            await().atMost(LONG).until(() -> stock("SOLD-000001") == 10);
            long id = buy("SOLD-000001", 2);
            assertThat(stock("SOLD-000001")).isEqualTo(8);

            sandbox.netSuite().stock(item, 1, 15);
            await().atMost(LONG).until(() -> stock("SOLD-000001") == 13);
            awaitQuiet();
            // what is read again after the sale was written would be taken to show it
            awaitNothingReadAgain();
            AdjustmentCounters before = counters();

            // it is heard of after all, and NetSuite takes it off as well
            order(id, "SOLD-000001", 2, Instant.now(), 1);
            wrote(id, 1);
            awaitReadings(4);
            sandbox.netSuite().stock(item, 1, 13);
            awaitReadings(4);
            assertThat(counters()).isEqualTo(before);

            // a note on the order is no news
            sandbox.store().edit(id, order -> order.put("staff_notes", "call back"));
            sandbox.netSuite().stock(item, 1, 12);
            await().atMost(LONG).until(() -> stock("SOLD-000001") == 12);
            awaitQuiet();
            assertThat(stock("SOLD-000001")).isEqualTo(12);
        }
    }

    @Test
    void takesOffWhatWasOrderedSinceTheDecision() {
        sandbox.store().catalog().addMany("LATE", 1, Tracking.PRODUCT);
        sandbox.netSuite().addItems("LATE-", 2, List.of(1L), 10);
        try (var _ = app(STOCK)) {
            await().atMost(LONG).until(() -> stock("LATE-000001") == 10);
            awaitQuiet();
            Instant decided = Instant.now().minusSeconds(5);
            long known = buy("LATE-000001", 1);
            buy("LATE-000001", 3);
            long cancelled = buy("LATE-000001", 2);
            sandbox.store().updateStatus(cancelled, 5);

            var change =
                    new CatalogChange(
                            "main",
                            "sandbox1",
                            "LATE-000001",
                            new Listing(new Listing.Stock(99, Map.of("1", 50L)), null, null),
                            null,
                            null,
                            decided,
                            Map.of(known, 1L),
                            null);
            var replay = new ReplayMark(Optional.of("r1"), Optional.of("jane"), false);
            publisher.publish(
                    Topics.CATALOG_CHANGES, change.key().toString(), change, replay.headers());

            await().atMost(LONG).until(() -> stock("LATE-000001") == 47);
            var written = new Listing.Stock(99, Map.of("1", 47L));
            await().atMost(LONG)
                    .until(() ->
                            outcomes().stream()
                                    .anyMatch(o ->
                                            written.equals(o.listing().stock())
                                                    && "r1".equals(o.replay())
                                                    && "jane".equals(o.replayedBy())
                                                    && o.orders().equals(Map.of(known + 1, 3L))));
        }
    }

    @Test
    void rejectsNothingButWhatLeadsToMoreThanKafkaTakes() {
        linger = "2s";
        var product = new ProductData("Long", "", null, null, null);
        int rest = 1_048_400 - Json.bytes(change("LONG", product)).length;
        var longest = new ProductData("Long", "x".repeat(rest), null, null, null);
        try (var app = app(STOCK)) {
            await().atMost(LONG).until(() -> app.waitingFor().isEmpty());
            awaitQuiet();
            for (CatalogChange change :
                    List.of(change("LONG", longest), change("SHORT", product))) {
                publisher.publish(
                        Topics.CATALOG_CHANGES, change.key().toString(), change, List.of());
            }

            assertThat(outcomeOf("SHORT").reasonCode()).isEqualTo("not-in-store");
            awaitQuiet();
        }
        assertThat(read(Topics.CATALOG_CHANGES.deadLetters(), CatalogChange.class))
                .extracting(CatalogChange::sku)
                .containsExactly("LONG");
        assertThat(told("SHORT")).isEqualTo(1);
        assertThat(told("LONG")).isZero();
    }

    private static CatalogChange change(String sku, ProductData product) {
        var listing = new Listing(null, null, new Listing.Product(1, product));
        return new CatalogChange(
                "main", "sandbox1", sku, listing, null, null, Instant.now(), Map.of(), null);
    }

    @Test
    void undoesNothingThatWasSoldWhileNothingRan() {
        String shortly = STOCK.replace("margin: 1s", "margin: 1s, lookBack: 1s");
        sandbox.store().catalog().addMany("DARK", 1, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("DARK-", 2, List.of(1L), 10) + 1;
        try (var _ = app(shortly)) {
            await().atMost(LONG).until(() -> stock("DARK-000001") == 10);
            awaitQuiet();
        }
        swept(Instant.now());
        buy("DARK-000001", 3);
        Instant sold = Instant.now();
        sandbox.netSuite().stock(item, 1, 15);
        await().atMost(LONG).until(() -> Instant.now().isAfter(sold.plusSeconds(4)));

        // the enricher has told nothing yet
        try (var _ = app(shortly)) {
            await().atMost(LONG).until(() -> stock("DARK-000001") > 7);
            assertThat(stock("DARK-000001")).isEqualTo(12);
        }
    }

    @Test
    void undoesNothingThatWasSoldWhileItAloneWasAway() {
        linger = "1ms";
        String shortly = STOCK.replace("margin: 1s", "margin: 1s, lookBack: 1s");
        sandbox.store().catalog().addMany("AWAY", 1, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("AWAY-", 2, List.of(1L), 10) + 1;
        try (var _ = app(shortly)) {
            await().atMost(LONG).until(() -> stock("AWAY-000001") == 10);
            awaitQuiet();
        }
        // read, but no more than that, before it went
        var read =
                new StockSnapshot(
                        "main",
                        "sandbox1",
                        Long.toString(item),
                        "AWAY-000001",
                        Map.of("1", BigDecimal.valueOf(15)),
                        Instant.now(),
                        null);
        publisher.publish(Topics.STOCK, read.key().toString(), read, List.of());
        long id = buy("AWAY-000001", 3);
        Instant sold = Instant.now();
        manyOrders();
        order(id, "AWAY-000001", 3, sold, 1);
        sandbox.netSuite().stock(item, 1, 16);
        await().atMost(LONG).until(() -> Instant.now().isAfter(sold.plusSeconds(4)));
        swept(Instant.now());

        try (var _ = app(shortly)) {
            await().atMost(LONG).until(() -> stock("AWAY-000001") == 13);
            awaitQuiet();
        }
        assertThat(quantities("AWAY-000001")).contains(10L, 13L).isSubsetOf(10L, 12L, 13L);
    }

    @Test
    void readsNetSuiteOnceTheOrdersThatAreThereAreRead() {
        linger = "1ms";
        sandbox.store().catalog().addMany("THERE", 1, Tracking.PRODUCT);
        sandbox.netSuite().addItems("THERE-", 2, List.of(1L), 10);
        manyOrders();
        order(1, "THERE-000001", 2, Instant.now().minus(Duration.ofDays(9)), 1);

        try (var app = app(STOCK)) {
            assertThat(app.waitingFor()).isPresent();
            await().atMost(LONG).until(() -> stock("THERE-000001") >= 0);
            awaitQuiet();
            assertThat(app.waitingFor()).isEmpty();
        }
        assertThat(quantities("THERE-000001")).containsExactly(8L);
    }

    /// Enough for the topology not to have read them at once.
    private void manyOrders() {
        List<OrderSnapshot> many = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            many.add(snapshot(1_000_000 + i, 11, "OTHER-" + i, 1, Instant.now(), 1));
        }
        publisher.publishAll(Topics.ORDERS, many, OrderSnapshot::key);
    }

    /// What the store was told of a SKU's stock.
    private List<Long> quantities(String sku) {
        return outcomes().stream()
                .filter(outcome -> outcome.sku().equals(sku))
                .flatMap(outcome -> Stream.ofNullable(outcome.listing().stock()))
                .flatMap(stock -> stock.quantities().values().stream())
                .toList();
    }

    @Test
    void sellsNothingOfOneLocationThatAnotherOneOwes() {
        sandbox.store().catalog().addMany("OWED", 1, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("OWED-", 2, List.of(1L, 3L), 8) + 1;
        try (var _ = app(STOCK.replace("['1']", "['1', '3']"))) {
            await().atMost(LONG).until(() -> stock("OWED-000001") == 16);

            sandbox.netSuite()
                    .stock()
                    .move(new Place(item, 1), BigDecimal.ZERO, BigDecimal.valueOf(14));

            await().atMost(LONG).until(() -> stock("OWED-000001") == 2);
        }
    }

    @Test
    void learnsThatTheStoreTracksAnItemOtherwise() {
        sandbox.store().catalog().addMany("MODE", 3, Tracking.PRODUCT);
        long first = sandbox.netSuite().addItems("MODE-", 4, List.of(1L), 10);
        try (var _ = app(STOCK)) {
            await().atMost(LONG).until(() -> stock("MODE-000003") == 10);
            track("MODE-000001", "variant");
            track("MODE-000002", "none");
            for (int i = 1; i <= 3; i++) {
                sandbox.netSuite().stock(first + i, 1, 20);
            }

            await().atMost(LONG)
                    .until(() -> stock("MODE-000001") == 20 && stock("MODE-000003") == 20);
            await().atMost(LONG)
                    .until(() ->
                            outcomes().stream()
                                    .anyMatch(o ->
                                            o.sku().equals("MODE-000002")
                                                    && "untracked".equals(o.reasonCode())));

            track("MODE-000002", "product");
            sandbox.netSuite().stock(first + 2, 1, 30);
            await().atMost(LONG).until(() -> stock("MODE-000002") == 30);
        }
    }

    @Test
    void survivesWhatMayPassAtBothVendors() {
        for (Fault fault :
                List.of(
                        Fault.BIGCOMMERCE_429,
                        Fault.BIGCOMMERCE_503,
                        Fault.NETSUITE_500,
                        Fault.NETSUITE_CUT)) {
            sandbox.faults().next(fault, 2);
        }
        sandbox.netSuite().features().lastQuantityAvailableChange(false);
        sandbox.store().catalog().addMany("TOUGH", 1, Tracking.PRODUCT);
        long item = sandbox.netSuite().addItems("TOUGH-", 2, List.of(1L), 3) + 1;
        try (var _ = app(STOCK)) {
            await().atMost(LONG).until(() -> stock("TOUGH-000001") == 3);
            sandbox.netSuite().stock(item, 1, 4);
            await().atMost(LONG).until(() -> stock("TOUGH-000001") == 4);
        }
    }

    @Test
    void createsWhatIsMissingHiddenAndMatrixItemsAsVariants() {
        sandbox.netSuite().features().pricingTable(false);
        sandbox.netSuite()
                .addItem(
                        "NEW-1",
                        "InvtPart",
                        Map.of(
                                "displayname", "Something new",
                                "weight", "1.5",
                                "storedetaileddescription", "<p>New</p>",
                                "baseprice", "19.10",
                                "price:2", "17.50"));
        long item =
                Long.parseLong(sandbox.netSuite().idOf("item", "itemid", "NEW-1").orElseThrow());
        sandbox.netSuite().stock(item, 1, 6);
        sandbox.faults().next(Fault.BIGCOMMERCE_PARTIAL, 1);
        try (var _ = app(EVERYTHING)) {
            await().atMost(LONG).until(() -> stock("new-1") == 6);
            JsonNode product = sandbox.store().catalog().product("NEW-1").orElseThrow().fields();
            assertThat(product.path("is_visible").asBoolean(true)).isFalse();
            assertThat(product.path("name").asString("")).isEqualTo("Something new");
            assertThat(product.path("description").asString("")).isEqualTo("<p>New</p>");
            assertThat(product.path("price").asString("")).isEqualTo("17.5");

            await().atMost(LONG).until(() -> stock("NS-HOODIE-RED-L") >= 0);
            var hoodie = sandbox.store().catalog().product("NS-HOODIE").orElseThrow();
            assertThat(sandbox.store().catalog().variants(hoodie)).hasSize(4);
            assertThat(hoodie.fields().path("is_visible").asBoolean(true)).isFalse();

            // a fifth variant, of a colour that is new
            var child =
                    Map.of(
                            "displayname", "Hoodie Green L",
                            "matrixtype", "CHILD",
                            "parent", "201",
                            "custitem_color", "Green",
                            "custitem_size", "L",
                            "price:2", "39.00");
            sandbox.netSuite().addItem("NS-HOODIE-GRE-L", "InvtPart", child);
            long green =
                    Long.parseLong(
                            sandbox.netSuite()
                                    .idOf("item", "itemid", "NS-HOODIE-GRE-L")
                                    .orElseThrow());
            sandbox.netSuite().stock(green, 1, 9);
            await().atMost(LONG).until(() -> stock("NS-HOODIE-GRE-L") == 9);

            // prices of a variant and of a whole product
            sandbox.netSuite().changeItem("NS-HOODIE-GRE-L", Map.of("price:2", "38.00"));
            sandbox.netSuite().changeItem("NEW-1", Map.of("price:2", "18.25"));
            await().atMost(LONG)
                    .until(() ->
                            variant("NS-HOODIE-GRE-L").path("price").asString("").equals("38")
                                    && sandbox.store()
                                            .catalog()
                                            .product("NEW-1")
                                            .orElseThrow()
                                            .fields()
                                            .path("price")
                                            .asString("")
                                            .equals("18.25"));
            assertThat(counters().maxConcurrent()).isEqualTo(1);

            // a name that another product has spoils the call for all
            sandbox.netSuite().changeItem("SB-MUG-RED", Map.of("displayname", "Something new"));
            sandbox.netSuite().changeItem("SB-MUG-BLU", Map.of("displayname", "Blue mug"));
            await().atMost(LONG)
                    .until(() ->
                            outcomes().stream()
                                    .anyMatch(o ->
                                            o.sku().equals("SB-MUG-RED")
                                                    && o.result() == Result.REJECTED
                                                    && "store-refuses-data"
                                                            .equals(o.reasonCode())));
            await().atMost(LONG)
                    .until(() ->
                            sandbox.store()
                                    .catalog()
                                    .product("SB-MUG-BLU")
                                    .orElseThrow()
                                    .fields()
                                    .path("name")
                                    .asString("")
                                    .equals("Blue mug"));
        }
    }

    @Test
    void readsInOneOfTwoInstances() {
        try (var one = app(STOCK);
                var other = app(STOCK, folder.resolve("other"))) {
            await().atMost(LONG)
                    .until(() -> one.waitingFor().isEmpty() && other.waitingFor().isEmpty());
            awaitReadings(3);
            List<CatalogReading> readings = read(Topics.READINGS, CatalogReading.class);

            assertThat(readings).extracting(CatalogReading::startedAt).isSorted();
            for (int i = 1; i < readings.size(); i++) {
                assertThat(readings.get(i).startedAt())
                        .isAfterOrEqualTo(readings.get(i - 1).finishedAt());
            }
        }
        assertThat(read(Topics.CATALOG_CHANGES, CatalogChange.class))
                .extracting(CatalogChange::sku)
                .doesNotHaveDuplicates();
    }

    private JsonNode variant(String sku) {
        return sandbox.store().catalog().variant(sku).orElseThrow().fields();
    }

    private void track(String sku, String mode) {
        var product = sandbox.store().catalog().product(sku).orElseThrow();
        ObjectNode body = io.storeledger.sandbox.json.Json.object();
        body.put("id", product.id()).put("inventory_tracking", mode);
        sandbox.store().catalog().update(List.of(body));
    }

    private long stock(String sku) {
        return sandbox.store().inventory().available(sku).orElse(-1);
    }

    private AdjustmentCounters counters() {
        return sandbox.store().inventory().counters();
    }

    /// Until two readings later nothing more was published, nor waits to be.
    private void awaitQuiet() {
        await().atMost(LONG)
                .until(() -> {
                    AdjustmentCounters before = counters();
                    awaitReadings(2);
                    return waiting() == 0 && counters().equals(before);
                });
    }

    private double waiting() {
        return Stream.of("storeledger.keys.parked", "storeledger.handlers.running")
                .flatMap(name -> meters.find(name).gauges().stream())
                .mapToDouble(Gauge::value)
                .sum();
    }

    /// Until the last change lies before what readings overlap.
    private void awaitNothingReadAgain() {
        await().atMost(LONG)
                .until(() -> read(Topics.READINGS, CatalogReading.class).getLast().stocks() == 0);
    }

    private long told(String sku) {
        return outcomes().stream().filter(outcome -> outcome.sku().equals(sku)).count();
    }

    private long sweeps() {
        return read(Topics.READINGS, CatalogReading.class).stream()
                .filter(reading -> reading.kind() == CatalogReading.Kind.FULL)
                .count();
    }

    private void awaitReadings(int more) {
        double before = readings();
        await().atMost(LONG).until(() -> readings() >= before + more);
    }

    private double readings() {
        return meters.find("storeledger.catalog.readings").counters().stream()
                .filter(counter -> !"failed".equals(counter.getId().getTag("outcome")))
                .mapToDouble(Counter::count)
                .sum();
    }

    private void order(long id, String sku, int quantity, Instant placed, int version) {
        order(id, 11, sku, quantity, placed, version);
    }

    private void order(long id, int status, String sku, int quantity, Instant placed, int version) {
        OrderSnapshot snapshot = snapshot(id, status, sku, quantity, placed, version);
        publisher.publish(Topics.ORDERS, snapshot.key().toString(), snapshot, List.of());
    }

    private static OrderSnapshot snapshot(
            long id, int status, String sku, int quantity, Instant placed, int version) {
        ObjectNode order = Json.object();
        order.put("status_id", status)
                .put(
                        "date_created",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                placed.atOffset(ZoneOffset.UTC)));
        return new OrderSnapshot(
                "main",
                "sandbox1",
                id,
                Disposition.IMPORT,
                order,
                List.of(Json.object().put("sku", sku).put("quantity", quantity)),
                List.of(),
                List.of(),
                version(version),
                List.of(),
                1);
    }

    /// An order of which no webhook tells.
    private long buy(String sku, int quantity) {
        ObjectNode order = Json.object();
        order.put("status_id", 11).put("items_total", quantity);
        order.putArray("products")
                .addObject()
                .put("id", 1)
                .put("sku", sku)
                .put("quantity", quantity)
                .put("type", "physical");
        return sandbox.store().placeOrder(order);
    }

    private void wrote(long id, int version) {
        Instant now = Instant.now();
        var outcome =
                new WriteOutcome(
                        "main",
                        WriteOutcome.Result.DONE,
                        null,
                        null,
                        "salesOrder",
                        "BC-sandbox1-SO-" + id,
                        "17",
                        version(version),
                        List.of(),
                        1,
                        now,
                        now,
                        List.of(),
                        null);
        publisher.publish(Topics.OUTCOMES, "sandbox1/order/" + id, outcome, List.of());
    }

    /// The enricher was at work for the last time.
    private void swept(Instant at) {
        var mark = new SweepMark("main", "sandbox1", "sweeps", Kind.ORDER, at, at, null, 1, at);
        publisher.publish(
                Topics.SWEEPS, SweepMark.key("sandbox1", Kind.ORDER).toString(), mark, List.of());
    }

    private static Version version(int number) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        return new Version(at, at);
    }

    private CatalogOutcome outcomeOf(String sku) {
        await().atMost(LONG).until(() -> outcomes().stream().anyMatch(o -> o.sku().equals(sku)));
        return outcomes().stream().filter(o -> o.sku().equals(sku)).findFirst().orElseThrow();
    }

    private List<CatalogOutcome> outcomes() {
        return read(Topics.CATALOG_OUTCOMES, CatalogOutcome.class);
    }

    private <T> List<T> read(Topic<?> topic, Class<T> type) {
        List<T> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                kafka.consumer("reader", "reader-" + UUID.randomUUID())) {
            String name = kafka.config().nameOf(topic);
            var partitions =
                    consumer.partitionsFor(name).stream()
                            .map(p -> new TopicPartition(name, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            await().atMost(LONG)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(50))
                                .forEach(record -> all.add(Json.read(record.value(), type)));
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
        }
        return all;
    }

    private CatalogApp app(String catalog) {
        return app(catalog, folder);
    }

    private CatalogApp app(String catalog, Path data) {
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
                        catalog:
                          linger: %s
                          retry: { first: 20ms, longest: 200ms }
                        connections:
                          main:
                            bigcommerce:
                              storeHash: sandbox1
                              apiUrl: "%s"
                              accessToken: "%s"
                            netsuite:
                              account: "%s"
                              restUrl: "%s"
                              clientId: "%s"
                              certificateId: "%s"
                              algorithm: ES256
                              privateKey: "%s"
                            catalog: %s
                          other:
                            bigcommerce:
                              storeHash: other1
                        """
                                .formatted(
                                        data,
                                        linger,
                                        sandbox.bigCommerceUrl(),
                                        sandbox.store().config().accessToken(),
                                        account.accountId(),
                                        sandbox.netSuiteUrl(),
                                        account.clientId(),
                                        CERTIFICATE,
                                        key,
                                        catalog.replace("\n", " ")),
                        Map.of());
        CatalogConfig config = CatalogConfig.read(file.root());
        return new CatalogApp(config, kafka, Clock.systemUTC(), new Random(1), meters);
    }
}
