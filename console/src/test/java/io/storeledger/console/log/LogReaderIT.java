package io.storeledger.console.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.TestLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class LogReaderIT {
    private static final Position BEGINNING = new Position.Beginning();
    private static final Position END = new Position.End();

    @Test
    void readsWhatWasThereWhenItBeganAndJoinsNoGroup(EmbeddedBroker broker) throws Exception {
        try (var log = new TestLog(broker)) {
            for (int order = 0; order < 20; order++) {
                write(log, order);
            }
            Span span = log.reader().all(Topics.ORDERS);
            write(log, 20);

            List<String> keys = new ArrayList<>();
            try (Reading reading = log.reader().open(span)) {
                assertThat(reading.total()).isEqualTo(20);
                while (!reading.isDone()) {
                    reading.next().forEach(record -> keys.add(record.key()));
                }
                assertThat(reading.read()).isEqualTo(20);
            }

            assertThat(keys).hasSize(20).doesNotContain("abc/order/20");
            assertThat(groups(log)).isEmpty();
        }
    }

    @Test
    void findsOffsetsAndTimes(EmbeddedBroker broker) {
        try (var log = new TestLog(broker)) {
            String name = log.kafka().config().nameOf(Topics.ORDERS);
            try (var producer = log.kafka().producer("times", Map.of())) {
                for (int second = 0; second < 10; second++) {
                    var _ =
                            producer.send(
                                    new ProducerRecord<>(
                                            name,
                                            0,
                                            second * 1000L,
                                            "abc/order/" + second,
                                            new byte[0]));
                }
            }
            var partition = new TopicPartition(name, 0);

            assertThat(keys(log, partition, time(3), time(5))).containsExactly("3", "4");
            assertThat(keys(log, partition, new Position.Offset(8), END)).containsExactly("8", "9");
            assertThat(keys(log, partition, time(100), END)).isEmpty();
            assertThat(keys(log, partition, BEGINNING, new Position.Offset(1)))
                    .containsExactly("0");
            assertThat(keys(log, partition, new Position.Offset(7), new Position.Offset(3)))
                    .isEmpty();
            assertThat(log.reader().one(new Place(name, partition.partition(), 4)))
                    .hasValueSatisfying(
                            record -> assertThat(record.key()).isEqualTo("abc/order/4"));
            assertThat(log.reader().one(new Place(name, partition.partition(), 10))).isEmpty();
            assertThat(log.reader().one(new Place(name, 99, 0))).isEmpty();
            assertThat(log.reader().one(new Place("no-such-topic", 0, 0))).isEmpty();
        }
    }

    @Test
    void knowsWhereAKeyLies(EmbeddedBroker broker) {
        try (var log = new TestLog(broker)) {
            for (int order = 0; order < 10; order++) {
                var written = write(log, order);

                assertThat(log.reader().partitionOf(Topics.ORDERS, "abc/order/" + order))
                        .isEqualTo(new TopicPartition(written.topic(), written.partition()));
            }
            assertThat(log.reader().partitionOf(Topics.CATALOG_CHANGES, "abc/sku/one"))
                    .isEqualTo(log.reader().partitionOf(Topics.CATALOG_CHANGES, "abc/sku/two"));
        }
    }

    @Test
    void goesBeyondTheMarksOfTransactions(EmbeddedBroker broker) {
        try (var log = new TestLog(broker);
                var producer =
                        log.kafka()
                                .producer(
                                        "transactions",
                                        Map.of("transactional.id", "log-reader-it"))) {
            String name = log.kafka().config().nameOf(Topics.ORDERS);
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(name, 0, "committed", new byte[0]));
            producer.commitTransaction();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(name, 0, "given up", new byte[0]));
            producer.abortTransaction();

            List<String> keys = new ArrayList<>();
            log.reader().read(log.reader().all(Topics.ORDERS), record -> keys.add(record.key()));

            assertThat(keys).containsExactly("committed");
        }
    }

    private static Position time(long second) {
        return new Position.Time(Instant.ofEpochSecond(second));
    }

    private static List<String> keys(
            TestLog log, TopicPartition partition, Position from, Position to) {
        List<String> keys = new ArrayList<>();
        log.reader()
                .read(
                        log.reader().span(List.of(partition), from, to),
                        record -> keys.add(record.key().replace("abc/order/", "")));
        return keys;
    }

    private static org.apache.kafka.clients.producer.RecordMetadata write(TestLog log, int order) {
        return log.write(Topics.ORDERS, "abc/order/" + order, Json.object(), Map.of());
    }

    private static List<String> groups(TestLog log)
            throws InterruptedException, ExecutionException {
        try (Admin admin = log.kafka().admin("groups")) {
            return admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .filter(group -> group.startsWith(log.kafka().config().groupPrefix()))
                    .toList();
        }
    }
}
