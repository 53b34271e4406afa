package io.storeledger.catalog.difference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.catalog.TestRule;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.event.StoreItem;
import io.storeledger.common.event.StoreItem.Tracking;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

@SuppressWarnings("NullAway.Init") // each test opens its own
class DifferenceTopologyTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ALL =
            """
            publish: {stock: true, price: true, products: true}
            stock: {margin: 10s}
            """;
    private static final String STOCK = "stock: {margin: 10s}";
    private static final StoreItem ITEM = new StoreItem(11, 22, true, Tracking.PRODUCT);

    @TempDir Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> orders;
    private TestInputTopic<String, byte[]> written;
    private TestInputTopic<String, byte[]> items;
    private TestInputTopic<String, byte[]> stock;
    private TestInputTopic<String, byte[]> outcomes;
    private TestOutputTopic<String, byte[]> changes;
    private Instant now = START;
    private Instant ordersRead = START;
    private @Nullable Instant sweptAt;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void isAsItsGoldenDescriptionSays() throws IOException {
        assertThat(topology(STOCK).describe().toString().replace("\r", "").strip())
                .isEqualTo(golden());
    }

    @Test
    void publishesWhatNetSuiteHasAndNothingThatIsUnchanged() {
        open(STOCK);

        stock("Red-S", 10);
        assertThat(quantity(only())).isEqualTo(10);
        stock("Red-S", 10);
        assertThat(changes()).isEmpty();
        stock("Red-S", 7);

        assertThat(quantity(only())).isEqualTo(7);
    }

    @Test
    void sendsWhatTheStoreSaidOfASkuWithTheNextChange() {
        open(STOCK);
        stock("Red-S", 10);
        published(only());

        stock("Red-S", 9);

        assertThat(only().item()).isEqualTo(new StoreItem(11, 22, true, Tracking.PRODUCT));
    }

    @Test
    void ignoresAReadingThatIsOlderThanWhatItKnows() {
        open(STOCK);
        Instant before = now;
        later(60);
        stock("A", 10);
        changes();

        stock("A", 99, before);

        assertThat(changes()).isEmpty();
    }

    @Test
    void publishesNothingForAnOrderThatTheStoreTookOffItsStockItself() {
        open(STOCK);
        stock("A", 10);
        published(only());
        later(60);

        order(1, Disposition.IMPORT, 11, now, 1, Map.of("a", 2));

        assertThat(changes()).isEmpty();
        assertThat(held()).isEqualTo(2);
        // then: NetSuite takes it off as well
        later(10);
        wrote(1, 1, Result.DONE, null);
        later(60);
        stock("A", 8);

        assertThat(changes()).isEmpty();
        assertThat(held()).isZero();
    }

    @Test
    void holdsBackWhatIsSoldWhileNetSuiteDoesNotKnow() {
        open(STOCK);
        stock("A", 10);
        published(only());
        later(60);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        changes();

        later(60);
        // five arrive in the warehouse; the order is still on its way
        stock("A", 15);

        assertThat(quantity(only())).isEqualTo(13);
    }

    @Test
    void publishesAgainWhereTheOrderMayHaveBeenPlacedBeforeTheLastFigure() {
        open(STOCK);
        stock("A", 10);
        Instant beforePublication = now;
        later(5);
        published(only());
        later(60);

        order(1, Disposition.IMPORT, 11, beforePublication, 1, Map.of("A", 2));

        assertThat(quantity(only())).isEqualTo(8);
    }

    @Test
    void publishesAgainWhileALastFigureIsUnderWay() {
        open(STOCK);
        stock("A", 10);
        only();
        later(60);

        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));

        assertThat(quantity(only())).isEqualTo(8);
    }

    @Test
    void publishesForEachOrderWhereTheStoreDecrementsOnlyWhenItShips() {
        open("stock: {margin: 10s, decrements: order-completed-or-shipped}");
        stock("A", 10);
        published(only());
        later(60);

        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));

        CatalogChange change = only();
        assertThat(quantity(change)).isEqualTo(8);
        // then: it ships, the store takes two off the eight
        published(change);
        later(60);
        order(1, Disposition.IMPORT, 2, now, 2, Map.of("A", 2));
        assertThat(quantity(only())).isEqualTo(8);
        order(1, Disposition.IMPORT, 2, now, 3, Map.of("A", 2));
        assertThat(changes()).isEmpty();
    }

    @Test
    void keepsHoldingBackUntilAReadingThatCanShowTheOrder() {
        open(STOCK);
        stock("A", 10);
        published(only());
        later(60);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        later(5);
        wrote(1, 1, Result.DONE, null);

        // read within the margin: it may or may not have the order
        later(3);
        stock("A", 10);
        assertThat(changes()).isEmpty();
        later(60);
        stock("A", 8);

        assertThat(changes()).isEmpty();
        assertThat(held()).isZero();
    }

    @Test
    void holdsBackOfAnEditedOrderOnlyWhatNetSuiteDoesNotHave() {
        open(STOCK);
        stock("A", 10);
        published(only());
        later(60);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        wrote(1, 1, Result.DONE, null);
        later(60);
        stock("A", 8);
        changes();

        order(1, Disposition.IMPORT, 11, now, 2, Map.of("A", 3));
        assertThat(held()).isEqualTo(1);
        assertThat(quantity(only())).isEqualTo(7);

        later(60);
        wrote(1, 2, Result.DONE, null);
        assertThat(held()).isEqualTo(1);
        later(60);
        stock("A", 7);
        assertThat(held()).isZero();
        assertThat(changes()).isEmpty();
    }

    @Test
    void holdsNothingBackForAnOrderThatWasShippedOrOtherwiseTouched() {
        open(STOCK);
        stock("A", 10);
        published(only());
        later(60);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        wrote(1, 1, Result.DONE, null);
        later(60);
        stock("A", 8);
        later(60);

        order(1, Disposition.IMPORT, 2, now, 2, Map.of("A", 2));
        wrote(1, 2, Result.SKIPPED, "unchanged");

        assertThat(held()).isZero();
        assertThat(changes()).isEmpty();
    }

    /// The store may have put it back by itself, and NetSuite may not have it again.
    @ParameterizedTest
    @CsvSource({"5, 2, 0", "4, 2, 2", "11, 1, 0", "14, 2, 1", "5, 0, 0"})
    void publishesAgainWhatAnOrderNoLongerTakesThoughNetSuiteSaysNothingNew(
            int status, int quantity, int refunded) {
        open(STOCK);
        settled();

        order(1, status, 2, "A", quantity, refunded);

        CatalogChange change = only();
        assertThat(quantity(change)).isEqualTo(8);
        // then: once
        published(change);
        later(60);
        order(1, status, 3, "A", quantity, refunded);
        wrote(1, 3, Result.DONE, null);
        stock("A", 8);
        assertThat(changes()).isEmpty();
    }

    @Test
    void publishesAgainWhatAnUnknownOrderWasCancelledOf() {
        open(STOCK);
        stock("A", 10);
        published(only());
        later(60);

        order(1, Disposition.INCOMPLETE, 0, now, 1, Map.of("A", 2));
        order(2, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        assertThat(changes()).isEmpty();
        order(3, Disposition.IMPORT, 5, now.minus(Duration.ofDays(40)), 1, Map.of("A", 2));

        assertThat(quantity(only())).isEqualTo(8);
    }

    @Test
    void asksForNothingThatTheStoreRefusesBecauseOfACancellation() {
        open(STOCK);
        settled();
        stock("A", 9);
        refused(only(), CatalogOutcome.Result.REJECTED, ITEM);

        order(1, 5, 2, "A", 2, 0);

        assertThat(changes()).isEmpty();
    }

    /// Eight of A are shown, two more went to an order that NetSuite shows.
    private void settled() {
        stock("A", 10);
        published(only());
        later(60);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        wrote(1, 1, Result.DONE, null);
        later(60);
        stock("A", 8);
        later(60);
        assertThat(changes()).isEmpty();
    }

    @Test
    void letsGoOfWhatAnEditTookOutOfAnOrder() {
        open(STOCK);
        stock("A", 10);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2, "B", 1));
        later(5);
        order(1, Disposition.IMPORT, 11, now, 2, Map.of("B", 1));

        assertThat(held()).isEqualTo(1);
        assertThat(quantity(changes().getLast())).isEqualTo(10);
    }

    @Test
    void knowsThatNetSuiteHasAnOrderWhicheverOfBothIsHeardFirst() {
        open(STOCK);
        wrote(1, 1, Result.DONE, null);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        assertThat(held()).isEqualTo(2);

        later(60);
        stock("A", 8);

        assertThat(held()).isZero();
        assertThat(quantity(only())).isEqualTo(8);
    }

    @Test
    void keepsARejectedOrderHeldBack() {
        open(STOCK);
        stock("A", 10);
        published(only());
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        changes();
        wrote(1, 1, Result.REJECTED, "unmappable");
        later(600);
        stock("A", 10);

        assertThat(held()).isEqualTo(2);
        assertThat(changes()).isEmpty();
    }

    @Test
    void countsOrdersThatNetSuiteHasUnchangedOrBegun() {
        open(STOCK);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        order(2, Disposition.IMPORT, 11, now, 1, Map.of("A", 3));
        wrote(1, 1, Result.SKIPPED, "unchanged");
        wrote(2, 1, Result.SKIPPED, "already-begun");
        later(60);
        stock("A", 5);

        assertThat(held()).isZero();
    }

    @Test
    void doesNotCountWhatIsNoOrderOrHasGivenItsStockBack() {
        open(STOCK);
        order(1, Disposition.INCOMPLETE, 0, now, 1, Map.of("A", 1));
        order(2, Disposition.STATUS_NOT_IMPORTED, 5, now, 1, Map.of("A", 1));
        order(3, Disposition.STATUS_NOT_IMPORTED, 6, now, 1, Map.of("A", 1));
        order(4, Disposition.IMPORT, 4, now, 1, Map.of("A", 1));
        order(5, Disposition.GONE, 0, now, 1, Map.of());
        assertThat(held()).isZero();

        order(6, Disposition.STATUS_NOT_IMPORTED, 7, now, 1, Map.of("A", 4));
        assertThat(held()).isEqualTo(4);
        order(6, Disposition.STATUS_NOT_IMPORTED, 5, now, 2, Map.of("A", 4));
        assertThat(held()).isZero();
    }

    @Test
    void neverPublishesLessThanNothingAndKeepsTheBuffer() {
        open(
                """
                stock: {buffer: 3, bufferBySkuPrefix: {SALE-: 0}}
                """);
        stock("A", 2);
        stock("sale-1", 2);

        assertThat(changes()).extracting(DifferenceTopologyTest::quantity).containsExactly(0L, 2L);
    }

    @Test
    void sumsOrMapsLocations() {
        open(
                """
                stock: {byLocation: {"1": "7", "2": "8", "3": "8"}, location: "8"}
                """);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        pipe(
                stock,
                new StockSnapshot(
                        "main",
                        "abc",
                        "1",
                        "A",
                        Map.of(
                                "1",
                                new BigDecimal("5.9"),
                                "2",
                                new BigDecimal("4"),
                                "3",
                                BigDecimal.ONE,
                                "9",
                                BigDecimal.TEN),
                        now));

        assertThat(stockOf(only()).quantities())
                .containsExactlyInAnyOrderEntriesOf(Map.of("7", 5L, "8", 3L));
    }

    @Test
    void publishesPriceAndDataOnlyWhereTheyDiffer() {
        open(ALL);
        item("A", "19.10", "Shirt", false);
        Listing first = only().listing();
        assertThat(first.price()).isNotNull();
        assertThat(first.product()).isNotNull();
        item("A", "19.1", "Shirt", false);
        assertThat(changes()).isEmpty();
        item("A", "20", "Shirt", false);

        Listing second = only().listing();
        assertThat(second.product()).isNull();
        assertThat(second.price()).isEqualTo(new Listing.Price(2, new BigDecimal("20")));
    }

    @Test
    void sellsOutAnItemThatWentOutOfUse() {
        open(STOCK);
        item("A", "1", "A", true);
        stock("A", 5);
        assertThat(changes()).isEmpty();
        item("A", "1", "A", false);
        assertThat(quantity(only())).isEqualTo(5);
        item("A", "1", "A", true);

        assertThat(quantity(only())).isZero();
    }

    @Test
    void sendsAllThatAProductIsMadeFromWhileTheStoreLacksIt() {
        open(ALL + "\ncreateMissing: true");
        stock("A", 5);
        assertThat(only().creation()).isNull();
        item("A", "19.10", "Shirt", false);
        Listing creation = requireNonNull(only().creation());
        assertThat(creation.stock()).isNotNull();
        assertThat(creation.price()).isNotNull();
        assertThat(creation.product()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIPPED", "REJECTED"})
    void asksAgainForWhatTheStoreDidNotTakeOnceASweep(CatalogOutcome.Result result) {
        open(ALL);
        sweep();
        item("A", "19.10", "Shirt", false);
        refused(only(), result, null);
        // the rest of this sweep, and readings of changes that overlap
        stock("A", 5);
        CatalogChange stock = only();
        assertThat(stock.listing().price()).isNull();
        refused(stock, result, null);
        assertThat(changes()).isEmpty();
        sweptAt = null;
        later(60);
        item("A", "19.10", "Shirt", false);
        stock("A", 5);
        assertThat(changes()).isEmpty();

        sweep();
        item("A", "19.10", "Shirt", false);
        CatalogChange again = only();
        assertThat(quantity(again)).isEqualTo(5);
        assertThat(again.listing().price()).isNotNull();
        assertThat(again.listing().product()).isNotNull();
        // while the answer is under way, and after it
        stock("A", 5);
        assertThat(changes()).isEmpty();
        refused(again, result, null);
        stock("A", 5);
        item("A", "19.10", "Shirt", false);
        assertThat(changes()).isEmpty();

        // somebody made the product meanwhile
        sweep();
        stock("A", 5);
        published(only());
        assertThat(changes()).isEmpty();
        sweep();
        item("A", "19.10", "Shirt", false);
        stock("A", 5);
        assertThat(changes()).isEmpty();
    }

    @Test
    void asksAgainOnlyForThePartThatTheStoreDidNotTake() {
        open(ALL);
        stock("A", 5);
        published(only());
        item("A", "19.10", "Shirt", false);
        CatalogChange change = only();
        answered(
                change,
                CatalogOutcome.Result.REJECTED,
                new Listing(null, change.listing().price(), null),
                ITEM);

        sweep();
        item("A", "19.10", "Shirt", false);

        Listing again = only().listing();
        assertThat(again.product()).isNotNull();
        assertThat(again.price()).isNull();
        assertThat(again.stock()).isNull();
    }

    @Test
    void asksForTheRestAsSoonAsTheStoreTurnsOutToHaveASku() {
        open(ALL);
        stock("A", 5);
        refused(only(), CatalogOutcome.Result.SKIPPED, null);
        later(60);

        item("A", "19.10", "Shirt", false);
        published(only());

        CatalogChange rest = only();
        assertThat(quantity(rest)).isEqualTo(5);
        assertThat(rest.listing().price()).isNull();
        assertThat(rest.item()).isEqualTo(ITEM);
        published(rest);
        assertThat(changes()).isEmpty();
    }

    @Test
    void anAnswerNeverAsksAgainForWhatItRefusesItself() {
        open(ALL);
        stock("A", 5);
        refused(only(), CatalogOutcome.Result.SKIPPED, ITEM);
        assertThat(changes()).isEmpty();

        // the store has it and forgets it, time and again
        item("A", "19.10", "Shirt", false);
        refused(only(), CatalogOutcome.Result.REJECTED, null);
        assertThat(changes()).isEmpty();
        item("A", "20.00", "Shirt", false);
        refused(only(), CatalogOutcome.Result.REJECTED, ITEM);
        CatalogChange rest = only();
        assertThat(rest.listing().price()).isNull();
        refused(rest, CatalogOutcome.Result.REJECTED, null);
        assertThat(changes()).isEmpty();
    }

    @Test
    void tellsAProductThatWasMadeAnewEverythingThatTheOldOneWasTold() {
        open(ALL);
        item("A", "19.10", "Shirt", false);
        published(only());
        stock("A", 5);
        // it was deleted
        refused(only(), CatalogOutcome.Result.SKIPPED, null);

        sweep();
        item("A", "19.10", "Shirt", false);

        Listing again = only().listing();
        assertThat(again.stock()).isNotNull();
        assertThat(again.price()).isNotNull();
        assertThat(again.product()).isNotNull();
    }

    @Test
    void aLateAnswerRefusesNothingThatWasAskedSince() {
        open(STOCK);
        stock("A", 5);
        CatalogChange late = only();
        stock("A", 6);
        CatalogChange newer = only();
        refused(late, CatalogOutcome.Result.REJECTED, ITEM);
        published(newer);

        sweep();
        stock("A", 6);

        assertThat(changes()).isEmpty();
    }

    @Test
    void asksForAProductToBeMadeAgainWithTheStockThatWasSkipped() {
        open(ALL + "\ncreateMissing: true");
        stock("A", 5);
        refused(only(), CatalogOutcome.Result.SKIPPED, null);
        item("A", "19.10", "Shirt", false);
        CatalogChange first = only();
        assertThat(requireNonNull(first.creation()).stock()).isNotNull();
        refused(first, CatalogOutcome.Result.REJECTED, null);

        sweep();
        item("A", "19.10", "Shirt", false);

        CatalogChange again = only();
        Listing creation = requireNonNull(again.creation());
        assertThat(creation).isEqualTo(again.listing());
        answered(again, CatalogOutcome.Result.PUBLISHED, creation, ITEM);
        sweep();
        stock("A", 5);
        assertThat(changes()).isEmpty();
    }

    @Test
    void holdsBackAnOrderOfASkuWhoseStockTheStoreDidNotTake() {
        open(STOCK);
        stock("A", 10);
        published(only());
        later(60);
        stock("A", 12);
        refused(only(), CatalogOutcome.Result.REJECTED, ITEM);
        later(60);

        // what the store shows is not known, so the order is not taken to be off it
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));

        assertThat(quantity(only())).isEqualTo(10);
    }

    @Test
    void publishesNothingForAnOrderThatThePublisherSawBeforeItWasHeardOf() {
        open(STOCK);
        stock("A", 10);
        wroteLess(only(), 8, Map.of(1L, 2L));
        assertThat(changes()).isEmpty();
        assertThat(held()).isEqualTo(2);

        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));

        assertThat(changes()).isEmpty();
        assertThat(held()).isEqualTo(2);
        later(5);
        wrote(1, 1, Result.DONE, null);
        later(60);
        stock("A", 8);
        assertThat(changes()).isEmpty();
    }

    @Test
    void givesBackWhatWasTakenOffForAnOrderThatDoesNotCount() {
        open(STOCK);
        stock("A", 10);
        wroteLess(only(), 8, Map.of(1L, 2L));

        order(1, Disposition.STATUS_NOT_IMPORTED, 5, now, 1, Map.of("A", 2));

        assertThat(quantity(only())).isEqualTo(10);
    }

    @Test
    void tellsThePublisherWhichOrdersItKnowsThoseItSawIncluded() {
        open(STOCK);
        stock("A", 10);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        CatalogChange change = changes().getLast();
        assertThat(change.orders()).containsExactly(Map.entry(1L, 2L));
        wroteLess(change, 5, Map.of(1L, 1L, 2L, 2L));

        later(60);
        stock("A", 20);

        change = only();
        assertThat(quantity(change)).isEqualTo(15);
        assertThat(change.orders()).containsExactly(Map.entry(1L, 3L), Map.entry(2L, 2L));
    }

    @Test
    void holdsNothingTwiceForAnOrderThatWasCancelledBeforeThePublisherAnswered() {
        open(STOCK);
        stock("A", 10);
        CatalogChange change = only();
        later(1);
        order(1, Disposition.STATUS_NOT_IMPORTED, 5, now, 1, Map.of("A", 2));

        wroteLess(change, 8, Map.of(1L, 2L));

        assertThat(held()).isZero();
        assertThat(quantity(only())).isEqualTo(10);
    }

    @Test
    void knowsAnOrderForThreeDaysAfterNetSuiteShowsIt() {
        open(STOCK);
        stock("A", 10);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        wrote(1, 1, Result.DONE, null);
        later(60);
        stock("A", 8);
        assertThat(held()).isZero();
        changes();

        later(60);
        stock("A", 9);
        assertThat(only().orders()).containsExactly(Map.entry(1L, 2L));
        later(3 * 86_400 - 180);
        stock("A", 7);
        assertThat(only().orders()).containsOnlyKeys(1L);
        later(120);
        stock("A", 6);
        assertThat(only().orders()).isEmpty();
    }

    @Test
    void knowsOfManyOrdersTheNewestForLongerThanAnHour() {
        open(STOCK);
        stock("A", 100);
        for (int id = 1; id <= 25; id++) {
            order(id, Disposition.IMPORT, 11, now, 1, Map.of("A", 1));
            wrote(id, 1, Result.DONE, null);
            later(1);
        }
        order(26, Disposition.IMPORT, 11, now, 1, Map.of("A", 4));
        order(27, Disposition.IMPORT, 5, now, 1, Map.of("A", 1));
        later(60);
        stock("A", 75);
        changes();

        later(60);
        stock("A", 74);
        assertThat(only().orders()).hasSize(27);
        later(3600);
        stock("A", 73);
        assertThat(only().orders().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(6, 26).boxed().toList());
    }

    @Test
    void forgetsAfterADayWhatThePublisherSawAndNobodyEverTold() {
        open(STOCK);
        stock("A", 10);
        wroteLess(only(), 8, Map.of(1L, 2L));
        later(86_401);

        stock("A", 10);

        assertThat(quantity(only())).isEqualTo(10);
        assertThat(held()).isZero();
    }

    @Test
    void forgetsOldOrdersThatAreSettled() {
        open(STOCK);
        order(1, Disposition.IMPORT, 11, now, 1, Map.of("A", 2));
        wrote(1, 1, Result.DONE, null);
        order(2, Disposition.IMPORT, 11, now, 1, Map.of("A", 5));
        assertThat(held()).isEqualTo(7);

        driver.advanceWallClockTime(OrderProcessor.KEPT.plusHours(2));

        assertThat(held()).isEqualTo(5);
        assertThat(
                        driver.<String, byte[]>getKeyValueStore(DifferenceTopology.ORDERS)
                                .get("abc/order/1"))
                .isNull();
    }

    @Test
    void saysUpToWhenTheOrdersWereRead() {
        open(STOCK);
        ordersRead = now.minusSeconds(3600);

        stock("a", 10);

        assertThat(changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.ordersUpTo()).isEqualTo(ordersRead);
                    assertThat(change.knownUpTo()).isEqualTo(ordersRead);
                });
    }

    @Test
    void passesOverOtherStoresAndWhatIsNoEvent() {
        open(STOCK);
        stock.pipeInput("xyz/sku/a", Json.bytes(Json.object()), now);
        stock.pipeInput("abc/sku/a", "no json".getBytes(StandardCharsets.UTF_8), now);
        orders.pipeInput("abc/order/1", "{}".getBytes(StandardCharsets.UTF_8), now);
        orders.pipeInput("abc/customer/1", "{}".getBytes(StandardCharsets.UTF_8), now);

        assertThat(changes()).isEmpty();
    }

    private Topology topology(String yaml) {
        return new DifferenceTopology(
                        kafka(),
                        Map.of("abc", TestRule.of(yaml)),
                        Map.of("abc", "main"),
                        () -> ordersRead,
                        new DifferenceMetrics(meters, Map.of("abc", "main")))
                .build(properties());
    }

    private void open(String yaml) {
        driver = new TopologyTestDriver(topology(yaml), properties(), START);
        orders = input(Topics.ORDERS);
        written = input(Topics.OUTCOMES);
        items = input(Topics.ITEMS);
        stock = input(Topics.STOCK);
        outcomes = input(Topics.CATALOG_OUTCOMES);
        changes =
                driver.createOutputTopic(
                        "p." + Topics.CATALOG_CHANGES.name(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    private TestInputTopic<String, byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(
                "p." + topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private static KafkaConfig kafka() {
        return new KafkaConfig(
                Optional.of("localhost:1"), Map.of(), "p.", "g.", 1, 1, Optional.empty());
    }

    private Properties properties() {
        return DifferenceStream.properties(new KafkaClients(kafka()), folder);
    }

    private void later(long seconds) {
        now = now.plusSeconds(seconds);
        driver.advanceWallClockTime(Duration.ofSeconds(seconds));
    }

    /// What is read from now on is read by a sweep.
    private void sweep() {
        later(60);
        sweptAt = now;
    }

    private void stock(String sku, long available) {
        stock(sku, available, now);
    }

    private void stock(String sku, long available, Instant readAt) {
        pipe(
                stock,
                new StockSnapshot(
                        "main",
                        "abc",
                        "1",
                        sku,
                        Map.of("1", BigDecimal.valueOf(available)),
                        readAt,
                        sweptAt));
    }

    private void pipe(TestInputTopic<String, byte[]> topic, StockSnapshot snapshot) {
        topic.pipeInput(snapshot.key().toString(), Json.bytes(snapshot), now);
    }

    private void item(String sku, String price, String name, boolean inactive) {
        var item =
                new ItemSnapshot(
                        "main",
                        "abc",
                        "1",
                        sku,
                        inactive,
                        new BigDecimal(price),
                        new ProductData(name, null, null, null, null),
                        now,
                        sweptAt);
        items.pipeInput(item.key().toString(), Json.bytes(item), now);
    }

    private void order(
            long id,
            Disposition disposition,
            int status,
            Instant placed,
            int version,
            Map<String, Integer> quantities) {
        List<ObjectNode> products = new ArrayList<>();
        quantities.forEach((sku, quantity) ->
                products.add(Json.object().put("sku", sku).put("quantity", quantity)));
        order(id, disposition, status, placed, version, products);
    }

    private void order(long id, int status, int version, String sku, int quantity, int refunded) {
        var product =
                Json.object()
                        .put("sku", sku)
                        .put("quantity", quantity)
                        .put("quantity_refunded", refunded);
        order(id, Disposition.IMPORT, status, now, version, List.of(product));
    }

    private void order(
            long id,
            Disposition disposition,
            int status,
            Instant placed,
            int version,
            List<ObjectNode> products) {
        ObjectNode order = Json.object();
        order.put("status_id", status)
                .put(
                        "date_created",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                placed.atOffset(ZoneOffset.UTC)));
        var snapshot =
                new OrderSnapshot(
                        "main",
                        "abc",
                        id,
                        disposition,
                        order,
                        products,
                        List.of(),
                        List.of(),
                        version(version),
                        List.of(),
                        1);
        orders.pipeInput(snapshot.key().toString(), Json.bytes(snapshot), now);
    }

    private void wrote(long id, int version, Result result, @Nullable String reason) {
        var outcome =
                new WriteOutcome(
                        "main",
                        result,
                        reason,
                        reason,
                        "salesOrder",
                        "BC-abc-SO-" + id,
                        "17",
                        version(version),
                        List.of(),
                        1,
                        now,
                        now,
                        List.of(),
                        null);
        written.pipeInput(RecordKey.order("abc", id).toString(), Json.bytes(outcome), now);
    }

    private static Version version(int number) {
        Instant at = START.plusSeconds(number);
        return new Version(at, at);
    }

    private void published(CatalogChange change) {
        answered(change, CatalogOutcome.Result.PUBLISHED, change.listing(), ITEM);
    }

    /// @param item under which ids the store has it all the same, if it does
    private void refused(
            CatalogChange change, CatalogOutcome.Result result, @Nullable StoreItem item) {
        answered(change, result, Listing.NOTHING, item);
    }

    /// The publisher saw orders that the change did not know.
    private void wroteLess(CatalogChange change, long quantity, Map<Long, Long> unknown) {
        var taken = new Listing.Stock(stockOf(change).sequence(), Map.of("1", quantity));
        answered(
                change,
                CatalogOutcome.Result.PUBLISHED,
                new Listing(taken, null, null),
                ITEM,
                unknown);
    }

    private void answered(
            CatalogChange change,
            CatalogOutcome.Result result,
            Listing taken,
            @Nullable StoreItem item) {
        answered(change, result, taken, item, Map.of());
    }

    private void answered(
            CatalogChange change,
            CatalogOutcome.Result result,
            Listing taken,
            @Nullable StoreItem item,
            Map<Long, Long> unknown) {
        var outcome =
                new CatalogOutcome(
                        "main",
                        "abc",
                        change.sku(),
                        result,
                        null,
                        null,
                        taken,
                        item,
                        change.decidedAt(),
                        now,
                        List.of(new Cause("t", 0, 0, now)),
                        unknown,
                        change.listing(),
                        null,
                        null);
        outcomes.pipeInput(outcome.key().toString(), Json.bytes(outcome), now);
    }

    private List<CatalogChange> changes() {
        return changes.readValuesToList().stream()
                .map(bytes -> Json.read(bytes, CatalogChange.class))
                .toList();
    }

    private CatalogChange only() {
        List<CatalogChange> all = changes();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private double held() {
        return meters.get("storeledger.catalog.held").gauge().value();
    }

    private static long quantity(CatalogChange change) {
        return stockOf(change).quantities().values().iterator().next();
    }

    private static Listing.Stock stockOf(CatalogChange change) {
        return requireNonNull(change.listing().stock());
    }

    private static String golden() throws IOException {
        try (var in = DifferenceTopologyTest.class.getResourceAsStream("expected-topology.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
