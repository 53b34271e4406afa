package io.storeledger.console.replay;

import static io.storeledger.console.TestLog.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Act;
import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.Replay;
import io.storeledger.common.event.Replay.State;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.Snapshots;
import io.storeledger.console.TestLog;
import io.storeledger.console.log.Position;
import io.storeledger.console.preview.Books;
import io.storeledger.console.preview.Difference;
import io.storeledger.console.preview.Preview;
import io.storeledger.console.replay.Selection.Named;
import io.storeledger.console.replay.Selection.Range;
import io.storeledger.console.replay.Selection.RefundName;
import io.storeledger.console.web.BadRequest;
import io.storeledger.mapping.Rules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class ReplayerIT {
    private final CountDownLatch never = new CountDownLatch(1);
    private TestLog log;
    private Replayer replayer;

    @BeforeEach
    void begin(EmbeddedBroker broker) {
        log = new TestLog(broker);
        replayer = new Replayer(log.kafka(), Clock.systemUTC(), new Random(1));
    }

    @AfterEach
    void end() {
        replayer.close();
        log.close();
    }

    @Test
    void writesARangeAgainAsItWasAndNeverWhatItWroteItself() {
        for (int order = 1; order <= 30; order++) {
            write(Topics.ORDERS, Snapshots.order(order, 1), Map.of("traceparent", trace(order)));
        }
        Map<String, byte[]> before = values(log.all(Topics.ORDERS));

        Replay first = run(range(Topics.ORDERS, false, Mode.AS_RECORDED));
        Replay second = run(range(Topics.ORDERS, false, Mode.AS_RECORDED));

        assertThat(first.counts()).containsExactly(Map.entry("replayed", 30L));
        assertThat(second.counts())
                .containsOnly(Map.entry("replayed", 30L), Map.entry("replayed-before", 30L));
        List<ConsumerRecord<String, byte[]>> copies = writtenBy(first, Topics.ORDERS);
        assertThat(copies)
                .hasSize(30)
                .allSatisfy(copy -> {
                    assertThat(copy.value()).isEqualTo(before.get(copy.key()));
                    assertThat(header(copy, EventHeaders.REPLAYED_BY)).isEqualTo("jane");
                    assertThat(header(copy, "traceparent"))
                            .isEqualTo(trace(Long.parseLong(copy.key().substring(10))));
                    assertThat(header(copy, EventHeaders.FORCED)).isEmpty();
                });
        assertThat(acts(first))
                .hasSize(30)
                .allSatisfy(act -> {
                    assertThat(act.kind()).isEqualTo(Act.Kind.REPLAYED);
                    assertThat(act.by()).isEqualTo("jane");
                    assertThat(act.source()).isNotNull();
                    assertThat(act.written()).isNotNull();
                });
    }

    private static String trace(long order) {
        return "00-%032x-%016x-01".formatted(order, order);
    }

    @Test
    void takesWhatAReplayWroteIfItIsAskedTo() {
        write(Topics.ORDERS, Snapshots.order(1, 1), Map.of(EventHeaders.REPLAY, "earlier"));

        Replay replay = run(range(Topics.ORDERS, true, Mode.AS_RECORDED));

        assertThat(replay.counts()).containsExactly(Map.entry("replayed", 1L));
        assertThat(writtenBy(replay, Topics.ORDERS)).hasSize(1);
    }

    @Test
    void hasTheStoreAskedOnceForEachRecordAndEachRefund() {
        for (int change = 1; change <= 3; change++) {
            write(Topics.ORDERS, Snapshots.order(7, change), Map.of());
        }
        write(Topics.REFUNDS, Snapshots.refund(7, 70), Map.of());
        write(Topics.REFUNDS, Snapshots.refund(7, 71), Map.of());

        run(range(Topics.ORDERS, false, Mode.REFETCH));
        Replay refunds = run(range(Topics.REFUNDS, false, Mode.REFETCH));

        List<ConsumerRecord<String, byte[]>> events = log.all(Topics.WEBHOOKS);
        assertThat(events)
                .extracting(ConsumerRecord::key)
                .containsExactly("abc/order/7", "abc/order/7", "abc/order/7");
        assertThat(events)
                .extracting(event -> header(event, EventHeaders.CE_TYPE))
                .containsExactly(
                        "store/order/updated",
                        "store/order/refund/created",
                        "store/order/refund/created");
        assertThat(events)
                .extracting(event -> Json.tree(event.value()).at("/data/refund/refund_id").asInt())
                .containsExactly(0, 70, 71);
        assertThat(header(events.getLast(), EventHeaders.CE_SOURCE))
                .isEqualTo("/storeledger/replays/" + refunds.id());
        assertThat(header(events.getLast(), EventHeaders.CONNECTION)).isEqualTo("main");
    }

    @Test
    void asksAboutWebhooksOnceHoweverOftenTheStoreTold() {
        for (int i = 0; i < 3; i++) {
            log.write(
                    Topics.WEBHOOKS,
                    "abc/order/7",
                    Json.object(),
                    Map.of(EventHeaders.CE_TYPE, "store/order/updated"));
        }
        log.write(Topics.WEBHOOKS, "abc/product/3", Json.object(), Map.of());

        Replay replay = run(range(Topics.WEBHOOKS, false, Mode.REFETCH));

        assertThat(replay.counts())
                .containsOnly(
                        Map.entry("replayed", 1L),
                        Map.entry("same-record", 2L),
                        Map.entry("not-fetchable", 1L));
    }

    @Test
    void goesOnWhereItWasStopped() {
        for (int order = 1; order <= 20; order++) {
            write(Topics.ORDERS, Snapshots.order(order, 1), Map.of());
        }
        var request =
                new ReplayRequest(
                        everything(Topics.ORDERS, false),
                        Mode.AS_RECORDED,
                        false,
                        OptionalDouble.of(10));
        var stop = new CountDownLatch(1);

        Replay begun = replayer.begin(request, "jane");
        Replay stopped =
                replayer.run(
                        begun,
                        stop,
                        progress -> {
                            if (progress.done() > 0) {
                                stop.countDown();
                            }
                        });
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(stopped.counts().get("replayed")).isBetween(1L, 10L);

        Replay resumed = replayer.resume(Optional.empty());
        assertThat(resumed.id()).isEqualTo(begun.id());
        assertThatThrownBy(() -> replayer.resume(Optional.of(begun.id())))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("runs");
        List<Replayer.Progress> seen = new ArrayList<>();
        Replay done = replayer.run(resumed, never, seen::add);

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.counts()).containsExactly(Map.entry("replayed", 20L));
        assertThat(writtenBy(done, Topics.ORDERS))
                .extracting(ConsumerRecord::key)
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(seen.getLast().share()).isEqualTo(1);
        assertThatThrownBy(() -> replayer.resume(Optional.empty()))
                .hasMessageContaining("all of them came to their end");
        assertThatThrownBy(() -> replayer.resume(Optional.of(begun.id())))
                .hasMessageContaining("came to its end");
        assertThatThrownBy(() -> replayer.resume(Optional.of("nosuch")))
                .hasMessageContaining("no replay nosuch");
    }

    @Test
    void goesOnAfterACrashOnceItIsSilent() {
        write(Topics.ORDERS, Snapshots.order(1, 1), Map.of());
        Replay killed =
                replayer.begin(
                        new ReplayRequest(
                                everything(Topics.ORDERS, false),
                                Mode.AS_RECORDED,
                                false,
                                OptionalDouble.empty()),
                        "jane");

        try (var later =
                new Replayer(
                        log.kafka(),
                        Clock.offset(Clock.systemUTC(), Duration.ofSeconds(20)),
                        new Random(2))) {
            Replay done = later.run(later.resume(Optional.empty()), never, progress -> {});

            assertThat(done.id()).isEqualTo(killed.id());
            assertThat(done.counts()).containsExactly(Map.entry("replayed", 1L));
        }
    }

    @Test
    void asksAboutNamedRecordsAndForcesThemIfToldTo() {
        tellOfNamed();
        Replay replay =
                run(
                        new ReplayRequest(
                                named(Optional.empty()),
                                Mode.REFETCH,
                                true,
                                OptionalDouble.empty()));

        List<ConsumerRecord<String, byte[]>> events = writtenBy(replay, Topics.WEBHOOKS);
        assertThat(events)
                .extracting(event -> header(event, EventHeaders.CE_TYPE))
                .containsExactlyInAnyOrder(
                        "store/customer/updated",
                        "store/order/updated",
                        "store/order/refund/created");
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(header(event, EventHeaders.FORCED)).isEqualTo("true");
                    assertThat(header(event, EventHeaders.REPLAY)).isEqualTo(replay.id());
                });
        assertThat(acts(replay))
                .hasSize(3)
                .allSatisfy(act -> {
                    assertThat(act.forced()).isTrue();
                    assertThat(act.source()).isNull();
                });
    }

    @Test
    void takesTheNewestSnapshotOfANamedRecordOrTheOneOfATime() throws Exception {
        tellOfNamed();
        write(Topics.ORDERS, Snapshots.order(7, 1), Map.of());
        write(Topics.REFUNDS, Snapshots.refund(7, 70), Map.of());
        Instant between = Instant.ofEpochMilli(log.all(Topics.REFUNDS).getFirst().timestamp() + 1);
        while (!Instant.now().isAfter(between)) {
            Thread.onSpinWait();
        }
        write(Topics.ORDERS, Snapshots.order(7, 3), Map.of());
        write(Topics.ORDERS, Snapshots.order(7, 2), Map.of());

        Replay newest = run(request(named(Optional.empty())));
        Replay earlier = run(request(named(Optional.of(between))));

        assertThat(version(writtenBy(newest, Topics.ORDERS)))
                .isEqualTo(Snapshots.version(3).modified().toString());
        assertThat(version(writtenBy(earlier, Topics.ORDERS)))
                .isEqualTo(Snapshots.version(1).modified().toString());
        assertThat(newest.counts())
                .containsOnly(Map.entry("replayed", 2L), Map.entry("not-recorded", 1L));
    }

    @Test
    void tellsWhatItWouldDoAndWritesNothing() {
        Rules rules = Books.rules(Books.RULES);
        try (var books = new Books(log.kafka())) {
            books.wrote(Books.order(2, Books.TIME.plusSeconds(5)), rules);
            books.wrote(Books.order(3, Books.TIME), rules);
            books.wrote(Books.order(4, Books.TIME.minusSeconds(5)), rules);
        }
        for (int order = 1; order <= 4; order++) {
            OrderSnapshot snapshot = Books.order(order, Books.TIME);
            if (order == 4) {
                snapshot.products().getFirst().put("name", "Bath towel");
            }
            log.write(Topics.ORDERS, snapshot.key().toString(), snapshot, Map.of());
        }
        tellOfNamed();
        List<DryRun.Line> lines = new ArrayList<>();

        Map<String, Long> recorded =
                tell(range(Topics.ORDERS, false, Mode.AS_RECORDED), rules, lines);
        List<Difference> changed =
                lines.stream()
                        .filter(line -> line.key().endsWith("/order/4"))
                        .flatMap(line -> line.judgement().differences().stream())
                        .toList();
        Map<String, Long> fetched =
                tell(
                        new ReplayRequest(
                                named(Optional.empty()),
                                Mode.REFETCH,
                                false,
                                OptionalDouble.empty()),
                        rules,
                        lines);
        Map<String, Long> asked = tell(range(Topics.ORDERS, false, Mode.REFETCH), rules, lines);

        assertThat(recorded)
                .containsOnly(
                        Map.entry("created", 1L),
                        Map.entry("skipped", 1L),
                        Map.entry("unchanged", 1L),
                        Map.entry("changed", 1L));
        assertThat(changed)
                .containsExactly(
                        new Difference("item.items[0].description", "Towel", "Bath towel"));
        assertThat(asked).isEqualTo(recorded);
        assertThat(fetched).containsOnly(Map.entry("refetched", 3L));
        assertThat(lines.getLast().judgement().sentence())
                .startsWith("The store would be asked again; if it says what it said at ");
        assertThat(log.all(Topics.ORDERS)).hasSize(4);
        assertThat(log.all(Topics.WEBHOOKS)).hasSize(3);
        assertThat(log.all(Topics.ACTS)).isEmpty();
        assertThat(log.all(Topics.REPLAYS)).isEmpty();
    }

    @Test
    void writesNothingOfWhatTheLogNeverSaw() {
        write(Topics.ORDERS, Snapshots.order(7, 1), Map.of());
        write(Topics.REFUNDS, Snapshots.refund(7, 71), Map.of());

        for (Mode mode : Mode.values()) {
            var request =
                    new ReplayRequest(named(Optional.empty()), mode, false, OptionalDouble.empty());
            assertThatThrownBy(() -> replayer.begin(request, "jane"))
                    .isInstanceOf(BadRequest.class)
                    .hasMessageContaining("The log holds nothing of customer 55, refund 7/70, so")
                    .hasMessageContaining("storeledger backfill");
            assertThatThrownBy(() -> tell(request, Books.rules(Books.RULES), new ArrayList<>()))
                    .hasMessageContaining("nothing of customer 55, refund 7/70");
        }

        assertThat(log.all(Topics.WEBHOOKS)).isEmpty();
        assertThat(log.all(Topics.REPLAYS)).isEmpty();
        assertThat(log.all(Topics.ACTS)).isEmpty();
    }

    @Test
    void namesARefundWithItsOrder() {
        write(Topics.REFUNDS, Snapshots.refund(7, 70), Map.of());
        write(Topics.REFUNDS, Snapshots.refund(7, 70), Map.of());
        write(Topics.REFUNDS, Snapshots.refund(8, 71), Map.of());
        write(Topics.REFUNDS, Snapshots.refund(9, 71), Map.of());

        assertThat(RefundNames.find(log.reader(), "abc", 70)).isEqualTo(new RefundName(7, 70));
        assertThat(RefundName.parse("7/70"))
                .contains(new RefundName(7, 70))
                .get()
                .hasToString("7/70");
        assertThat(RefundName.parse("70")).isEmpty();
        assertThatThrownBy(() -> RefundNames.find(log.reader(), "abc", 71))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("name it with its order: 8/71, 9/71");
        assertThatThrownBy(() -> RefundNames.find(log.reader(), "other", 70))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("The log has no refund 70 of the store");
    }

    @Test
    void saysThatAnOffsetIsOnePartitions() {
        var range =
                new Range(
                        Topics.ORDERS,
                        OptionalInt.empty(),
                        new Position.Offset(5),
                        new Position.End(),
                        false);
        assertThatThrownBy(() -> replayer.begin(request(range), "jane"))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("--partition P, of 0 to 2");
    }

    private Map<String, Long> tell(ReplayRequest request, Rules rules, List<DryRun.Line> lines) {
        try (var preview =
                new Preview(log.kafka(), Map.of(Books.STORE, rules), request.selection().keys())) {
            return new DryRun(log.reader(), preview, Clock.systemUTC())
                    .run(request, never, lines::add);
        }
    }

    private Replay run(ReplayRequest request) {
        return replayer.run(replayer.begin(request, "jane"), never, progress -> {});
    }

    private static ReplayRequest request(Selection selection) {
        return new ReplayRequest(selection, Mode.AS_RECORDED, false, OptionalDouble.empty());
    }

    private static ReplayRequest range(Topic<?> topic, boolean includeReplayed, Mode mode) {
        return new ReplayRequest(
                everything(topic, includeReplayed), mode, false, OptionalDouble.empty());
    }

    private static Range everything(Topic<?> topic, boolean includeReplayed) {
        return new Range(
                topic,
                OptionalInt.empty(),
                new Position.Offset(0),
                new Position.End(),
                includeReplayed);
    }

    private static Named named(Optional<Instant> until) {
        return new Named(
                "main", "abc", List.of(55L), List.of(7L), List.of(new RefundName(7, 70)), until);
    }

    /// A webhook of each of what is named.
    private void tellOfNamed() {
        var type = Map.of(EventHeaders.CE_TYPE, "store/order/refund/created");
        log.write(Topics.WEBHOOKS, "abc/customer/55", Json.object(), Map.of());
        log.write(Topics.WEBHOOKS, "abc/order/7", Json.object(), Map.of());
        log.write(
                Topics.WEBHOOKS,
                "abc/order/7",
                Json.tree("{\"data\": {\"refund\": {\"refund_id\": 70}}}"),
                type);
    }

    private void write(Topic<?> topic, Object snapshot, Map<String, String> headers) {
        var tree = Json.toTree(snapshot);
        String key =
                "abc/order/"
                        + tree.path("orderId").asLong(tree.path("order").path("orderId").asLong(0));
        log.write(topic, key, snapshot, headers);
    }

    private List<ConsumerRecord<String, byte[]>> writtenBy(Replay replay, Topic<?> topic) {
        return log.all(topic).stream()
                .filter(record -> header(record, EventHeaders.REPLAY).equals(replay.id()))
                .toList();
    }

    private List<Act> acts(Replay replay) {
        return log.all(Topics.ACTS).stream()
                .map(record -> Json.read(record.value(), Act.class))
                .filter(act -> act.id().equals(replay.id()))
                .toList();
    }

    private static Map<String, byte[]> values(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                ConsumerRecord::key, ConsumerRecord::value));
    }

    private static String version(List<ConsumerRecord<String, byte[]>> records) {
        return Json.tree(records.getFirst().value()).at("/version/modified").asString();
    }
}
