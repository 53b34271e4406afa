package io.storeledger.common.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.metric.Component;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BrokerExtension.class)
class KeyedConsumerIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Reason REASON = new Reason("test", "because of the test");

    private final String topic = "t-" + UUID.randomUUID();
    private KafkaClients kafka;

    @BeforeEach
    void createTopics(EmbeddedBroker broker) {
        kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of("fetch.max.wait.ms", "50"),
                                "",
                                "",
                                3,
                                1,
                                Optional.empty()));
        var declared =
                new Topic<>(topic, byte[].class, Topic.Owner.INGRESS, Topic.Kept.FOREVER, "test");
        new TopicAdmin(kafka).ensure(List.of(declared, declared.deadLetters(), Topics.ATTEMPTS));
    }

    @Test
    void handlesTheRecordsOfAKeyInOrderAndKeysSideBySide() throws Exception {
        produce(20, 25);
        var seen = new Seen();
        var most = new AtomicInteger();
        var now = new AtomicInteger();
        var enough = new CountDownLatch(12);
        RecordHandler handler =
                batch -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    enough.countDown();
                    awaitLatch(enough);
                    seen.add(batch);
                    now.decrementAndGet();
                    return new Done();
                };

        try (var consumer = consumer(handler, 12)) {
            consumer.start();
            await().atMost(LONG).until(() -> seen.count() == 500);
        }

        seen.assertInOrder();
        assertThat(most.get()).isEqualTo(12);
    }

    @Test
    void handsOverTogetherWhatQueuedUpForABusyKey() throws Exception {
        var free = new CountDownLatch(1);
        var batches = new CopyOnWriteArrayList<Integer>();
        RecordHandler handler =
                batch -> {
                    batches.add(batch.records().size());
                    awaitLatch(free);
                    return new Done();
                };
        try (var consumer = consumer(handler, 4)) {
            consumer.start();
            produce(1, 1);
            await().atMost(LONG).until(() -> batches.size() == 1);
            produce(1, 10);
            free.countDown();
            await().atMost(LONG)
                    .until(() -> batches.stream().mapToInt(Integer::intValue).sum() == 11);
        }
        assertThat(batches.size()).isLessThan(8);
    }

    @Test
    void parksOnlyTheKeyThatWaits() throws Exception {
        produce(10, 20);
        var seen = new Seen();
        var mended = new AtomicBoolean();
        RecordHandler handler =
                batch -> {
                    if (batch.key().equals("key-3") && !mended.get()) {
                        return new Retry(Optional.of(Duration.ofMillis(20)), REASON);
                    }
                    seen.add(batch);
                    return new Done();
                };

        try (var consumer = consumer(handler, 2)) {
            consumer.start();
            await().atMost(LONG).until(() -> seen.count() == 180);
            assertThat(seen.keys()).doesNotContain("key-3").hasSize(9);
            mended.set(true);
            await().atMost(LONG).until(() -> seen.count() == 200);
        }
        seen.assertInOrder();
    }

    @Test
    void replaysAfterARestartOnlyWhatWasNotSettled() throws Exception {
        produce(10, 20);
        var first = new Seen();
        RecordHandler holding =
                batch -> {
                    if (batch.key().equals("key-3")) {
                        return new Retry(Optional.of(Duration.ofHours(1)), REASON);
                    }
                    first.add(batch);
                    return new Done();
                };
        try (var consumer = consumer(holding, 4)) {
            consumer.start();
            await().atMost(LONG).until(() -> first.count() == 180);
        }

        var second = new Seen();
        try (var consumer = consumer(recording(second), 4)) {
            consumer.start();
            await().atMost(LONG).until(() -> second.count() >= 20);
            produce(1, 1);
            await().atMost(LONG).until(() -> second.count() >= 21);
        }

        assertThat(second.keys()).containsExactlyInAnyOrder("key-3", "key-0");
        assertThat(second.count()).isEqualTo(21);
    }

    @Test
    void writesRejectedRecordsUntouchedToTheDeadLetters() throws Exception {
        produce(1, 3);
        var handled = new AtomicInteger();
        RecordHandler handler =
                batch -> {
                    handled.addAndGet(batch.records().size());
                    return new Rejected(REASON);
                };

        try (var consumer = consumer(handler, 4)) {
            consumer.start();
            await().atMost(LONG).until(() -> handled.get() == 3);
        }

        List<ConsumerRecord<String, byte[]>> letters = readAll(topic + ".dead-letters", 3);
        assertThat(letters)
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("0", "1", "2");
        assertThat(letters)
                .allSatisfy(record -> {
                    var headers = record.headers();
                    assertThat(EventHeaders.text(headers, "kept")).contains("yes");
                    assertThat(EventHeaders.text(headers, EventHeaders.REASON_CODE))
                            .contains("test");
                    assertThat(EventHeaders.text(headers, EventHeaders.REASON))
                            .contains("because of the test");
                    assertThat(EventHeaders.text(headers, EventHeaders.REJECTED_AT))
                            .hasValueSatisfying(at -> assertThat(at).startsWith(topic));
                });
    }

    @Test
    void triesAgainWhateverAHandlerThrows() throws Exception {
        produce(1, 1);
        RecordHandler handler =
                batch ->
                        switch (batch.attempt()) {
                            case 1 -> throw new StackOverflowError("a record that nests deeply");
                            case 2 -> throw new NoClassDefFoundError("of a jar that is not there");
                            default -> new Done();
                        };
        var metrics = new SimpleMeterRegistry();

        try (var consumer = consumer(kafka, handler, 1, metrics)) {
            consumer.start();

            assertThat(attempts(2))
                    .extracting(Attempt::reasonCode, Attempt::reason)
                    .containsExactly(
                            tuple("unexpected", "StackOverflowError"),
                            tuple("unexpected", "NoClassDefFoundError"));
            await().atMost(LONG).until(() -> handled(metrics, "done") == 1);
            assertThat(handled(metrics, "retry")).isEqualTo(2);
            assertThat(consumer.broken()).isEmpty();
        }
    }

    @Test
    void needsANewProcessWhenTheVirtualMachineFails() throws Exception {
        produce(1, 1);
        RecordHandler handler =
                batch -> {
                    throw new InternalError("a fault of the machine");
                };

        try (var consumer = consumer(handler, 1)) {
            consumer.start();
            await().atMost(LONG).until(() -> consumer.broken().isPresent());
            assertThat(consumer.broken().orElseThrow()).contains("InternalError", "new process");
        }
    }

    private static double handled(MeterRegistry metrics, String outcome) {
        return metrics.get("storeledger.records").tag("outcome", outcome).counter().count();
    }

    @Test
    void losesNothingWhenAHandlerThrows() throws Exception {
        produce(5, 5);
        var seen = new Seen();
        var failures = new AtomicInteger();
        RecordHandler handler =
                batch -> {
                    if (failures.incrementAndGet() < 10) {
                        throw new IllegalStateException("a fault of ours");
                    }
                    seen.add(batch);
                    return new Done();
                };

        try (var consumer = consumer(handler, 4)) {
            consumer.start();
            await().atMost(LONG).until(() -> seen.count() == 25);
        }
        seen.assertInOrder();
    }

    @Test
    void stopsAltogetherOnHaltAndGoesOnWhenItIsMended() throws Exception {
        produce(10, 1);
        var calls = new AtomicInteger();
        var mended = new AtomicBoolean();
        var seen = new Seen();
        RecordHandler handler =
                batch -> {
                    calls.incrementAndGet();
                    if (!mended.get()) {
                        return new Halt(REASON);
                    }
                    seen.add(batch);
                    return new Done();
                };

        try (var consumer = consumer(handler, 1)) {
            consumer.start();
            await().atMost(LONG).until(() -> calls.get() >= 2);
            assertThat(KeyedConsumer.halted(List.of(consumer))).contains("because of the test");
            assertThat(KeyedConsumer.waitingFor(List.of(consumer))).isEmpty();
            mended.set(true);
            await().atMost(LONG).until(() -> seen.count() == 10);
            await().atMost(LONG).until(() -> KeyedConsumer.halted(List.of(consumer)).isEmpty());
        }
    }

    @Test
    void rejectsWhatLeadsToMoreThanKafkaTakes() throws Exception {
        byte[] largest = "x".repeat(1_048_400).getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<String, byte[]> producer = kafka.producer("test", Map.of())) {
            producer.send(new ProducerRecord<>(topic, "key-0", largest)).get();
        }
        var declared =
                new Topic<>(topic, byte[].class, Topic.Owner.INGRESS, Topic.Kept.FOREVER, "test");
        try (var publisher = new Publisher(kafka, "test");
                var consumer =
                        consumer(
                                batch -> {
                                    byte[] value = new byte[2 * largest.length];
                                    publisher.send(declared, batch.key(), value, List.of());
                                    return new Done();
                                },
                                1)) {
            consumer.start();

            var letter = readAll(topic + ".dead-letters", 1).getFirst();

            assertThat(letter.value()).isEqualTo(largest);
            assertThat(EventHeaders.text(letter.headers(), EventHeaders.REASON_CODE))
                    .contains("too-large");
        }
    }

    @Test
    void tellsOfEveryTryThatFailed() throws Exception {
        produce(1, 1);
        var call = new Call("PUT salesOrder", Json.object(), "503", 12);
        RecordHandler handler =
                batch ->
                        switch (batch.attempt()) {
                            case 1 ->
                                    new Retry(
                                            Optional.of(Duration.ofMillis(5)),
                                            REASON,
                                            List.of(call));
                            case 2 -> new Halt(REASON);
                            case 3 -> throw new IllegalStateException("a fault of ours");
                            default -> new Done();
                        };

        try (var consumer = consumer(handler, 1)) {
            consumer.start();

            assertThat(attempts(3))
                    .extracting(
                            Attempt::attempt,
                            Attempt::result,
                            Attempt::reasonCode,
                            Attempt::calls,
                            attempt -> attempt.causedBy().getFirst().topic())
                    .containsExactly(
                            tuple(1, Attempt.Result.RETRY, "test", List.of(call), topic),
                            tuple(2, Attempt.Result.HALT, "test", List.of(), topic),
                            tuple(3, Attempt.Result.RETRY, "unexpected", List.of(), topic));
        }
    }

    @Test
    void saysHowMuchIsLeftAndSinceWhen() throws Exception {
        var metrics = new SimpleMeterRegistry();
        var free = new CountDownLatch(1);
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        produce(hourAgo, "s/order/1", Map.of(EventHeaders.RECEIVED, hourAgo.minusSeconds(3600)));
        produce(hourAgo.minusSeconds(7200), "s/order/2", Map.of(EventHeaders.REPLAY, "again"));
        produce(Instant.now(), "s/customer/3", Map.of());

        try (var consumer =
                consumer(
                        kafka,
                        batch -> {
                            awaitLatch(free);
                            return new Done();
                        },
                        1,
                        metrics)) {
            assertThat(gauge(metrics, "storeledger.lag.records")).isZero();
            consumer.start();
            await().atMost(LONG)
                    .untilAsserted(() -> {
                        assertThat(gauge(metrics, "storeledger.lag.records")).isEqualTo(3);
                        assertThat(gauge(metrics, "storeledger.lag")).isBetween(10_800.0, 11_800.0);
                        assertThat(gauge(metrics, "storeledger.order.oldest.unposted"))
                                .isBetween(7_200.0, 8_200.0);
                    });

            free.countDown();
            await().atMost(LONG).until(() -> gauge(metrics, "storeledger.lag.records") == 0);

            assertThat(gauge(metrics, "storeledger.lag")).isZero();
            assertThat(gauge(metrics, "storeledger.order.oldest.unposted")).isZero();
        }
    }

    private static double gauge(MeterRegistry metrics, String name) {
        return metrics.get(name).gauge().value();
    }

    private void produce(Instant written, String key, Map<String, ?> headers) throws Exception {
        try (KafkaProducer<String, byte[]> producer = kafka.producer("test", Map.of())) {
            var record =
                    new ProducerRecord<String, byte[]>(
                            topic, null, written.toEpochMilli(), key, new byte[0]);
            headers.forEach(
                    (name, value) -> EventHeaders.add(record.headers(), name, value.toString()));
            producer.send(record).get();
        }
    }

    @Test
    void worksOnWhenAnAttemptCannotBeTold() throws Exception {
        produce(5, 4);
        var small =
                new KafkaClients(
                        new KafkaConfig(
                                kafka.config().bootstrapServers(),
                                Map.of("max.request.size", "200"),
                                "",
                                "",
                                3,
                                1,
                                Optional.empty()));
        var metrics = new SimpleMeterRegistry();
        var seen = new Seen();
        RecordHandler handler =
                batch -> {
                    if (batch.attempt() == 1) {
                        return new Retry(Optional.of(Duration.ofMillis(5)), REASON);
                    }
                    seen.add(batch);
                    return new Done();
                };

        try (var consumer = consumer(small, handler, 4, metrics)) {
            consumer.start();
            await().atMost(LONG).until(() -> seen.count() == 20);
        }

        assertThat(metrics.get("storeledger.attempts.lost").counter().count())
                .isGreaterThanOrEqualTo(5);
    }

    /// Instances come and go while handlers fail at random. What was settled is never handled again
    /// after something newer of its key, and nothing is left out.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void losesNothingAndKeepsTheOrderThroughRebalances(long seed) throws Exception {
        var random = new Random(seed);
        produce(40, 25);
        var seen = new Seen();
        var busy = ConcurrentHashMap.<String>newKeySet();
        var overlaps = new AtomicInteger();
        RecordHandler handler =
                batch -> {
                    if (!busy.add(batch.key())) {
                        overlaps.incrementAndGet();
                    }
                    try {
                        long dice =
                                Math.floorMod(batch.newest().offset() * 31 + batch.attempt(), 10);
                        if (dice == 0 && batch.attempt() < 3) {
                            return new Retry(Optional.of(Duration.ofMillis(30)), REASON);
                        }
                        pause();
                        seen.add(batch);
                        return new Done();
                    } finally {
                        busy.remove(batch.key());
                    }
                };

        List<KeyedConsumer> live = new ArrayList<>();
        live.add(started(handler));
        for (int step = 0; step < 4; step++) {
            int before = seen.count();
            await().atMost(LONG).until(() -> seen.count() >= Math.min(1000, before + 60));
            if (live.size() == 1 || random.nextBoolean()) {
                live.add(started(handler));
            } else {
                live.remove(random.nextInt(live.size())).close();
            }
        }
        await().atMost(LONG).until(() -> seen.distinct() == 1000);
        live.forEach(KeyedConsumer::close);

        seen.assertInOrder();
        assertThat(overlaps).hasValue(0);
        assertThat(seen.count()).isEqualTo(1000);
    }

    @Test
    void isAtWorkWhenOthersHaveAllPartitions() {
        List<KeyedConsumer> more = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                more.add(started(batch -> new Done()));
            }
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(KeyedConsumer.starting(more)).isEmpty());
            assertThat(KeyedConsumer.waitingFor(more)).isEmpty();
        } finally {
            KeyedConsumer.closeAll(more);
        }
    }

    @Test
    void commitsWhatIsDoneThoughItIsStoppedBetweenTwoPolls() throws Exception {
        produce(1, 1);
        var first = new Seen();
        var polled = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Predicate<String> keys =
                key -> {
                    polled.countDown();
                    awaitLatch(goOn);
                    return true;
                };
        ConsumerSettings usual = settings(1);
        var atTheEnd =
                new ConsumerSettings(
                        usual.name(),
                        usual.topics(),
                        usual.slots(),
                        usual.bufferPerPartition(),
                        Duration.ofHours(1),
                        usual.drainWithin(),
                        usual.backoff(),
                        usual.firstPause(),
                        usual.gathering());
        KeyedConsumer consumer =
                consumer(atTheEnd, kafka, keys, recording(first), new SimpleMeterRegistry());
        consumer.start();
        polled.await();

        Thread closing = Thread.ofPlatform().start(consumer::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        closing.join();

        assertThat(first.count()).isEqualTo(1);
        produce(1, 1);
        var second = new Seen();
        try (var next = consumer(recording(second), 1)) {
            next.start();
            await().atMost(LONG).until(() -> second.count() > 0);
        }
        assertThat(second.count()).isEqualTo(1);
    }

    private static void pause() {
        LockSupport.parkNanos(5_000_000);
    }

    private KeyedConsumer started(RecordHandler handler) {
        KeyedConsumer consumer = consumer(handler, 4);
        consumer.start();
        return consumer;
    }

    private KeyedConsumer consumer(RecordHandler handler, int slots) {
        return consumer(kafka, handler, slots, new SimpleMeterRegistry());
    }

    private KeyedConsumer consumer(
            KafkaClients kafka, RecordHandler handler, int slots, MeterRegistry metrics) {
        return consumer(settings(slots), kafka, key -> true, handler, metrics);
    }

    private ConsumerSettings settings(int slots) {
        return ConsumerSettings.of(
                        "group-" + topic,
                        Set.of(topic),
                        slots,
                        new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)))
                .resting(Duration.ofMillis(50));
    }

    private static KeyedConsumer consumer(
            ConsumerSettings settings,
            KafkaClients kafka,
            Predicate<String> keys,
            RecordHandler handler,
            MeterRegistry metrics) {
        return new KeyedConsumer(
                settings,
                kafka,
                keys,
                handler,
                AssignmentGate.OPEN,
                Clock.systemUTC(),
                new Random(1),
                new ConsumerMetrics(metrics, Component.ENRICHER, "main"));
    }

    private static RecordHandler recording(Seen seen) {
        return batch -> {
            seen.add(batch);
            return new Done();
        };
    }

    private void produce(int keys, int each) throws Exception {
        try (KafkaProducer<String, byte[]> producer = kafka.producer("test", Map.of())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                for (int key = 0; key < keys; key++) {
                    var record =
                            new ProducerRecord<>(
                                    topic,
                                    "key-" + key,
                                    Integer.toString(i).getBytes(StandardCharsets.UTF_8));
                    EventHeaders.add(record.headers(), "kept", "yes");
                    sent.add(producer.send(record));
                }
            }
            for (Future<?> future : sent) {
                future.get();
            }
        }
    }

    private List<Attempt> attempts(int count) {
        List<Attempt> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                kafka.consumer("reader", "reader-" + UUID.randomUUID())) {
            consumer.subscribe(List.of(kafka.config().nameOf(Topics.ATTEMPTS)));
            await().atMost(LONG)
                    .until(() -> {
                        for (var record : consumer.poll(Duration.ofMillis(200))) {
                            Attempt attempt = Json.read(record.value(), Attempt.class);
                            if (attempt.consumer().equals("group-" + topic)) {
                                assertThat(record.key()).isEqualTo("key-0");
                                all.add(attempt);
                            }
                        }
                        return all.size() >= count;
                    });
        }
        return all;
    }

    private List<ConsumerRecord<String, byte[]>> readAll(String from, int count) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                kafka.consumer("reader", "reader-" + UUID.randomUUID())) {
            consumer.subscribe(List.of(from));
            await().atMost(LONG)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
                        return all.size() >= count;
                    });
        }
        return all;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What handlers saw: the values of each key, in the order of handling.
    private static final class Seen {
        private final Map<String, List<Integer>> values = new ConcurrentHashMap<>();
        private final AtomicInteger count = new AtomicInteger();

        void add(Batch batch) {
            List<Integer> of =
                    values.computeIfAbsent(batch.key(), key -> new CopyOnWriteArrayList<>());
            for (var record : batch.records()) {
                of.add(Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8)));
                count.incrementAndGet();
            }
        }

        int count() {
            return count.get();
        }

        int distinct() {
            return values.values().stream().mapToInt(all -> Set.copyOf(all).size()).sum();
        }

        Set<String> keys() {
            return values.keySet();
        }

        void assertInOrder() {
            assertThat(values.values())
                    .allSatisfy(of -> {
                        int newest = -1;
                        for (int value : of) {
                            assertThat(value).isGreaterThanOrEqualTo(newest);
                            newest = Math.max(newest, value);
                        }
                    });
        }
    }
}
