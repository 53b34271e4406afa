package io.storeledger.console.deadletter;

import static io.storeledger.console.TestLog.header;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Act;
import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Listing;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.Snapshots;
import io.storeledger.console.TestLog;
import io.storeledger.console.log.Place;
import io.storeledger.console.preview.Books;
import io.storeledger.console.preview.Preview;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class RedriverIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Topic<byte[]> ORDERS = Topics.ORDERS.deadLetters();
    private static final Topic<byte[]> CHANGES = Topics.CATALOG_CHANGES.deadLetters();
    private static final LetterFilter ORDER_7 = filter(null, "abc/order/7");

    private TestLog log;
    private Redriver redriver;

    @BeforeEach
    void begin(EmbeddedBroker broker) {
        log = new TestLog(broker);
        redriver = new Redriver(log.kafka(), Clock.systemUTC(), new Random(1));
    }

    @AfterEach
    void end() {
        redriver.close();
        log.close();
    }

    @Test
    void writesARecordBackAsItWasAndThenSaysSo() {
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of("traceparent", TRACE));

        RedriveResult result = redrive(ORDER_7, Mode.AS_RECORDED);

        ConsumerRecord<String, byte[]> again = log.all(Topics.ORDERS).getFirst();
        assertThat(again.value()).isEqualTo(log.all(ORDERS).getFirst().value());
        assertThat(header(again, "traceparent")).isEqualTo(TRACE);
        assertThat(header(again, EventHeaders.REDRIVES)).isEqualTo("1");
        assertThat(header(again, EventHeaders.REPLAYED_BY)).isEqualTo("jane");
        for (String name :
                List.of(
                        EventHeaders.REASON,
                        EventHeaders.REASON_CODE,
                        EventHeaders.REJECTED_AT,
                        EventHeaders.ATTEMPTS)) {
            assertThat(again.headers().lastHeader(name)).isNull();
        }
        assertThat(result.counts()).containsExactly(Map.entry("replayed", 1L));
        assertThat(acts())
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.kind()).isEqualTo(Act.Kind.REDRIVEN);
                    assertThat(act.mode()).isEqualTo(Mode.AS_RECORDED);
                    assertThat(act.note()).isEqualTo("mended");
                    assertThat(Place.of(requireNonNull(act.source())))
                            .isEqualTo(Place.of(log.all(ORDERS).getFirst()));
                    assertThat(Place.of(requireNonNull(act.written()))).isEqualTo(Place.of(again));
                });
        assertThat(open().count()).isZero();
        assertThat(redrive(ORDER_7, Mode.AS_RECORDED).results()).isEmpty();
    }

    @Test
    void hasTheStoreAskedOnceForAllLettersOfARecord() {
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of());
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 2), Map.of());
        letter(
                Topics.REFUNDS.deadLetters(),
                "abc/order/7",
                Snapshots.refund(7, 70),
                Map.of(EventHeaders.REDRIVES, "2"));

        RedriveResult result = redrive(ORDER_7, Mode.REFETCH);

        List<ConsumerRecord<String, byte[]>> events = log.all(Topics.WEBHOOKS);
        assertThat(events)
                .extracting(event -> header(event, EventHeaders.CE_TYPE))
                .containsExactlyInAnyOrder("store/order/updated", "store/order/refund/created");
        assertThat(events)
                .extracting(event -> header(event, EventHeaders.REDRIVES))
                .containsExactlyInAnyOrder("1", "3");
        // one letter for each record, however often it was rejected
        assertThat(result.counts()).containsExactly(Map.entry("refetched", 2L));
        assertThat(acts())
                .hasSize(3)
                .allSatisfy(act -> {
                    assertThat(act.mode()).isEqualTo(Mode.REFETCH);
                    assertThat(act.written()).isNotNull();
                });
    }

    @Test
    void isOneLetterHoweverOftenARecordIsRejected() {
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of(EventHeaders.REDRIVES, "2"));
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 2), Map.of());
        // a range was replayed as it was recorded, or a group was reset: all is rejected again
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of(EventHeaders.REPLAY, "r1"));
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 2), Map.of(EventHeaders.REPLAY, "r1"));
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of(EventHeaders.REPLAY, "r2"));
        letter(Topics.REFUNDS.deadLetters(), "abc/order/7", Snapshots.refund(7, 70), Map.of());
        letter(Topics.REFUNDS.deadLetters(), "abc/order/7", Snapshots.refund(7, 71), Map.of());
        OpenLetters open = open();
        Letter order = open.find(atTopic(ORDERS)).getFirst();
        Place oldest = Place.of(log.all(ORDERS).getFirst());

        assertThat(open.count()).isEqualTo(3);
        assertThat(open.groups(50)).extracting(LetterGroup::count).containsExactlyInAnyOrder(1, 2);
        assertThat(order.times()).isEqualTo(5);
        assertThat(order.since().toEpochMilli()).isEqualTo(log.all(ORDERS).getFirst().timestamp());
        assertThat(order.redrives()).isEqualTo(2);
        assertThat(open.find(LetterFilter.at(oldest))).containsExactly(order);

        RedriveResult result = redrive(LetterFilter.at(oldest), Mode.AS_RECORDED);

        assertThat(result.counts()).containsExactly(Map.entry("replayed", 1L));
        ConsumerRecord<String, byte[]> again = log.all(Topics.ORDERS).getFirst();
        assertThat(Json.tree(again.value()).at("/version/modified").asString())
                .isEqualTo(Snapshots.version(2).modified().toString());
        assertThat(header(again, EventHeaders.REDRIVES)).isEqualTo("3");
        assertThat(acts())
                .extracting(act -> Place.of(requireNonNull(act.source())))
                .containsExactlyInAnyOrderElementsOf(
                        log.all(ORDERS).stream().map(Place::of).toList());
        assertThat(open().count()).isEqualTo(2);
    }

    @Test
    void leavesALetterAloneThatComesBackAgainAndAgain() {
        RecordMetadata at =
                letter(
                        ORDERS,
                        "abc/order/7",
                        Snapshots.order(7, 1),
                        Map.of(EventHeaders.REDRIVES, "5"));
        var place = new Place(at.topic(), at.partition(), at.offset());

        RedriveResult refused = redrive(ORDER_7, Mode.AS_RECORDED);
        RedriveResult named =
                redriver.redrive(
                        open(),
                        LetterFilter.at(place),
                        new RedriveOptions(
                                "jane", Mode.AS_RECORDED, true, null, OptionalDouble.empty()),
                        new CountDownLatch(1),
                        lines -> {});

        assertThat(refused.results())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.would()).isEqualTo("refused");
                    assertThat(line.sentence()).contains("redriven 5 times", "--again");
                });
        assertThat(named.counts()).containsExactly(Map.entry("replayed", 1L));
        assertThat(header(log.all(Topics.ORDERS).getFirst(), EventHeaders.REDRIVES)).isEqualTo("6");
    }

    @Test
    void saysWhatCantBeFetchedAndLeavesItOpen() {
        letter(Topics.WEBHOOKS.deadLetters(), "abc/unknown/x1", Json.object(), Map.of());

        RedriveResult result = redrive(filter(null, "abc/unknown/x1"), Mode.REFETCH);

        assertThat(result.results())
                .singleElement()
                .satisfies(line -> assertThat(line.sentence()).contains("drop it"));
        assertThat(log.all(Topics.WEBHOOKS)).isEmpty();
        assertThat(open().count()).isEqualTo(1);
    }

    @Test
    void putsALetterAsideAndLeavesItInTheLog() {
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of());
        OpenLetters open = open();

        RedriveResult dry = redriver.drop(open, ORDER_7, "jane", null, true, lines -> {});
        assertThat(acts()).isEmpty();
        RedriveResult result =
                redriver.drop(open, ORDER_7, "jane", "a test order", false, lines -> {});

        assertThat(dry.counts()).isEqualTo(result.counts());
        assertThat(result.counts()).containsExactly(Map.entry("dropped", 1L));
        assertThat(acts())
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.kind()).isEqualTo(Act.Kind.DROPPED);
                    assertThat(act.note()).isEqualTo("a test order");
                });
        assertThat(open.count()).isZero();
        assertThat(open().count()).isZero();
        assertThat(log.all(ORDERS)).hasSize(1);
    }

    @Test
    void tellsWhatARedriveWouldDoAndWritesNothing() {
        letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of());
        log.write(Topics.ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of());
        log.write(Topics.RECORDS, "BC-abc-SO-7", Snapshots.held("BC-abc-SO-7", 2), Map.of());

        RedriveResult recorded = preview(Mode.AS_RECORDED);
        RedriveResult fetched = preview(Mode.REFETCH);

        assertThat(recorded.counts()).containsExactly(Map.entry("skipped", 1L));
        assertThat(fetched.results().getFirst().sentence())
                .startsWith("The store would be asked again; if it says what it said at")
                .contains("newer state of Order 7");
        assertThat(recorded.id()).isNull();
        assertThat(log.all(Topics.ORDERS)).hasSize(1);
        assertThat(log.all(Topics.ACTS)).isEmpty();
    }

    @Test
    void publishesARejectedChangeAgainWhileNothingIsNewer() {
        CatalogChange change = change(3, 10L, "9.90");
        log.write(Topics.CATALOG_CHANGES, "abc/sku/a", change, Map.of());
        letter(CHANGES, "abc/sku/a", change, Map.of());

        RedriveResult result = redrive(filter("store-refuses-stock", null), Mode.REFETCH);

        assertThat(result.counts()).containsExactly(Map.entry("replayed", 1L));
        assertThat(changes()).containsExactly(change, change);
    }

    @Test
    void neverPublishesStaleStock() {
        CatalogChange old = change(3, 10L, "9.90");
        log.write(Topics.CATALOG_CHANGES, "abc/sku/a", old, Map.of());
        letter(CHANGES, "abc/sku/a", old, Map.of());
        CatalogChange newer = change(4, 2L, null);
        log.write(Topics.CATALOG_CHANGES, "abc/sku/a", newer, Map.of());

        redrive(filter("store-refuses-stock", null), Mode.AS_RECORDED);

        assertThat(changes()).hasSize(3);
        Listing again = changes().getLast().listing();
        assertThat(again.stock()).isNull();
        assertThat(again.price()).isEqualTo(old.listing().price());

        CatalogChange newest = change(5, 1L, "8.00");
        log.write(Topics.CATALOG_CHANGES, "abc/sku/a", newest, Map.of());
        letter(CHANGES, "abc/sku/a", old, Map.of());
        RedriveResult superseded = redrive(filter("store-refuses-stock", null), Mode.AS_RECORDED);

        assertThat(superseded.counts()).containsExactly(Map.entry("skipped", 1L));
        assertThat(changes()).hasSize(4);
        assertThat(open().count()).isZero();
        assertThat(acts()).anySatisfy(act -> assertThat(act.kind()).isEqualTo(Act.Kind.DROPPED));
    }

    @Test
    void putsTheNewestChangeLastWhereAnOlderOneCameAfterIt() {
        CatalogChange old = change(3, 10L, null);
        CatalogChange newer = change(4, 2L, null);
        log.write(Topics.CATALOG_CHANGES, "abc/sku/a", newer, Map.of());
        // a redrive of the older one was under way when the newer was written, and then was killed
        log.write(Topics.CATALOG_CHANGES, "abc/sku/a", old, Map.of());
        letter(CHANGES, "abc/sku/a", old, Map.of());

        redrive(filter("store-refuses-stock", null), Mode.AS_RECORDED);

        assertThat(changes()).containsExactly(newer, old, newer);
        assertThat(open().count()).isZero();
    }

    @Test
    void isFollowedByAConsole() {
        try (var tail = new LetterTail(log.kafka())) {
            letter(ORDERS, "abc/order/7", Snapshots.order(7, 1), Map.of());
            letter(ORDERS, "abc/order/8", Snapshots.order(8, 1), Map.of());
            await().until(() -> tail.letters().count() == 2);
            assertThat(tail.isComplete()).isTrue();

            redrive(ORDER_7, Mode.AS_RECORDED);

            await().until(() -> tail.letters().count() == 1);
            await().until(() -> tail.behind().orElse(1) == 0);
            assertThat(tail.letters().groups(50))
                    .singleElement()
                    .satisfies(group -> {
                        assertThat(group.reasonCode()).isEqualTo("store-refuses-stock");
                        assertThat(group.count()).isEqualTo(1);
                        assertThat(group.letters().getFirst().key()).isEqualTo("abc/order/8");
                    });
        }
    }

    private RedriveResult redrive(LetterFilter filter, Mode mode) {
        return redriver.redrive(
                open(),
                filter,
                new RedriveOptions("jane", mode, false, "mended", OptionalDouble.empty()),
                new CountDownLatch(1),
                lines -> {});
    }

    private RedriveResult preview(Mode mode) {
        try (var preview =
                new Preview(
                        log.kafka(),
                        Map.of("abc", Books.rules(Books.RULES)),
                        Set.of("abc/order/7"))) {
            return redriver.preview(
                    open(),
                    ORDER_7,
                    new RedriveOptions("jane", mode, false, null, OptionalDouble.empty()),
                    preview,
                    lines -> {});
        }
    }

    private OpenLetters open() {
        return OpenLetters.read(log.kafka().config(), log.reader());
    }

    private RecordMetadata letter(
            Topic<?> topic, String key, Object value, Map<String, String> headers) {
        var all = new java.util.HashMap<>(headers);
        all.put(EventHeaders.REASON_CODE, "store-refuses-stock");
        all.put(EventHeaders.REASON, "The store refuses it.");
        all.put(EventHeaders.REJECTED_AT, "somewhere/0/1");
        all.put(EventHeaders.ATTEMPTS, "1");
        return log.write(topic, key, value, all);
    }

    private List<Act> acts() {
        return log.all(Topics.ACTS).stream()
                .map(record -> Json.read(record.value(), Act.class))
                .toList();
    }

    private List<CatalogChange> changes() {
        return log.all(Topics.CATALOG_CHANGES).stream()
                .map(record -> Json.read(record.value(), CatalogChange.class))
                .toList();
    }

    private static CatalogChange change(
            long sequence, @Nullable Long stock, @Nullable String price) {
        return new CatalogChange(
                "main",
                "abc",
                "A",
                new Listing(
                        stock == null ? null : new Listing.Stock(sequence, Map.of("1", stock)),
                        price == null ? null : new Listing.Price(sequence, new BigDecimal(price)),
                        null),
                null,
                null,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(sequence),
                Map.of(),
                null);
    }

    private static LetterFilter atTopic(Topic<?> topic) {
        return new LetterFilter(
                Optional.empty(),
                Optional.of(topic.name()),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static LetterFilter filter(@Nullable String reason, @Nullable String key) {
        return new LetterFilter(
                Optional.ofNullable(reason),
                Optional.empty(),
                Optional.ofNullable(key),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
