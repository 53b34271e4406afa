package io.storeledger.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.TestLog;
import io.storeledger.console.log.Partitions;
import io.storeledger.console.preview.Books;
import io.storeledger.console.preview.Preview;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// How many dead letters are borne; only when asked for: `-DmanyLetters=100000
/// -Dit.test=ManyLettersIT`.
@ExtendWith(BrokerExtension.class)
@EnabledIfSystemProperty(named = "manyLetters", matches = "\\d+")
class ManyLettersIT {
    private static final int PARTITIONS = 3;
    private static final LetterFilter REASON =
            new LetterFilter(
                    Optional.of("proof-failed"),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty());

    @Test
    void looksAtManyTellsWhatARedriveWouldDoAndRedrivesThem(EmbeddedBroker broker) {
        int count = Integer.getInteger("manyLetters");
        try (var log = new TestLog(broker)) {
            write(log, count);
            long before = used();
            try (var tail = measured("read", () -> read(log, count));
                    var redriver = new Redriver(log.kafka(), Clock.systemUTC(), new Random(1))) {
                System.out.printf("%,d bytes of heap a letter%n", (used() - before) / count);
                assertThat(measured("listed", () -> tail.letters().groups(50)))
                        .hasSize(1)
                        .first()
                        .satisfies(group -> assertThat(group.letters()).hasSize(50));
                for (Mode mode : Mode.values()) {
                    RedriveResult told =
                            measured("told, " + mode.word(), () -> tell(log, tail, redriver, mode));
                    assertThat(told.counts()).isEqualTo(Map.of("created", (long) count));
                    assertThat(told.results()).hasSize(500);
                }
                var lines = new AtomicInteger();
                RedriveResult done =
                        measured(
                                "redriven",
                                () ->
                                        redriver.redrive(
                                                tail.letters(),
                                                REASON,
                                                options(Mode.REFETCH),
                                                new CountDownLatch(1),
                                                some -> lines.addAndGet(some.size())));
                assertThat(done.counts()).isEqualTo(Map.of("refetched", (long) count));
                assertThat(done.results()).hasSize(500);
                assertThat(lines).hasValue(count);
                assertThat(tail.letters().count()).isZero();
            }
        }
    }

    private static LetterTail read(TestLog log, int count) {
        var tail = new LetterTail(log.kafka());
        await().atMost(Duration.ofMinutes(5))
                .until(() -> tail.isComplete() && tail.letters().count() == count);
        return tail;
    }

    private static RedriveResult tell(TestLog log, LetterTail tail, Redriver redriver, Mode mode) {
        try (var preview =
                new Preview(log.kafka(), Map.of(Books.STORE, Books.rules(Books.RULES)), Set.of())) {
            return redriver.preview(tail.letters(), REASON, options(mode), preview, lines -> {});
        }
    }

    private static RedriveOptions options(Mode mode) {
        return new RedriveOptions("jane", mode, false, null, OptionalDouble.empty());
    }

    private static void write(TestLog log, int count) {
        try (KafkaProducer<String, byte[]> producer =
                log.kafka().producer("many", Map.of("compression.type", "lz4"))) {
            for (int id = 1; id <= count; id++) {
                OrderSnapshot order = Books.order(id, Books.TIME);
                var headers = new RecordHeaders();
                EventHeaders.add(headers, EventHeaders.REASON_CODE, "proof-failed");
                EventHeaders.add(
                        headers,
                        EventHeaders.REASON,
                        "Order %d is 119.10 in the store, and its lines are 119.09 together."
                                .formatted(id));
                put(log, producer, Topics.ORDERS, order, new RecordHeaders());
                put(log, producer, Topics.ORDERS.deadLetters(), order, headers);
            }
        }
    }

    private static void put(
            TestLog log,
            KafkaProducer<String, byte[]> producer,
            Topic<?> topic,
            OrderSnapshot order,
            RecordHeaders headers) {
        String key = order.key().toString();
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                log.kafka().config().nameOf(topic),
                                Partitions.of(topic, key, PARTITIONS),
                                key,
                                Json.bytes(order),
                                headers));
    }

    private static <T> T measured(String what, Supplier<T> work) {
        long started = System.nanoTime();
        T result = work.get();
        System.out.printf(
                "%s in %,d ms, %,d MB of heap in use%n",
                what, (System.nanoTime() - started) / 1_000_000, used() >> 20);
        return result;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
