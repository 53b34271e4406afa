package io.storeledger.catalog.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class OrdersReadIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final String prefix = UUID.randomUUID() + ".";
    private final Clock clock = Clock.systemUTC();
    private KafkaClients kafka;

    @BeforeEach
    void start(EmbeddedBroker broker) {
        kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                prefix,
                                prefix,
                                1,
                                1,
                                Optional.empty()));
        new TopicAdmin(kafka).ensure(List.of(Topics.ORDERS));
    }

    @Test
    void isUpToNowWhereThereIsNothing() {
        Instant before = clock.instant();
        try (var read = new OrdersRead(kafka, clock)) {
            assertThat(read.isCaughtUp()).isTrue();
            assertThat(read.upTo()).isBetween(before, clock.instant());
            assertThat(read.waitingFor()).isEmpty();
            assertThat(read.behind()).isEmpty();
        }
    }

    @Test
    void isUpToTheOldestOrderThatIsLeftAndSaysSo() throws Exception {
        RecordMetadata first = publish("abc/order/1");
        RecordMetadata second = publish("abc/order/2");
        publish("abc/order/3");
        commit(Topics.ORDERS.name(), 1);
        Clock soon = Clock.offset(clock, Duration.ofMinutes(2));
        try (var read = new OrdersRead(kafka, soon)) {
            assertThat(read.upTo())
                    .isAfterOrEqualTo(Instant.ofEpochMilli(first.timestamp()))
                    .isEqualTo(Instant.ofEpochMilli(second.timestamp()));
            assertThat(read.isCaughtUp()).isFalse();
            assertThat(read.waitingFor().orElseThrow()).startsWith("reads the orders that came");
            assertThat(read.behind().orElseThrow()).startsWith("The topology has read the orders");

            commit(Topics.ORDERS.name(), 3);

            await().atMost(LONG).until(read::isCaughtUp);
            assertThat(read.waitingFor()).isEmpty();
            assertThat(read.behind()).isEmpty();
        }
    }

    @Test
    void countsWhatIsOnItsWayToTheSkusButNoEndOfATransaction() throws Exception {
        String lines = "catalog-order-lines-repartition";
        try (Admin admin = kafka.admin("test")) {
            admin.createTopics(List.of(new NewTopic(prefix + lines, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, byte[]> producer =
                kafka.producer("test", Map.of("transactional.id", prefix + "catalog-test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    prefix + lines, 0, 1234L, "abc/sku/a", new byte[0]));
            producer.commitTransaction();
        }
        try (var read = new OrdersRead(kafka, clock)) {
            assertThat(read.upTo()).isEqualTo(Instant.ofEpochMilli(1234));

            commit(lines, 1);

            await().atMost(LONG).until(read::isCaughtUp);
        }
    }

    private RecordMetadata publish(String key) {
        try (var publisher = new Publisher(kafka, "test")) {
            return publisher.send(Topics.ORDERS, key, new byte[0], List.of());
        }
    }

    private void commit(String topic, long offset) throws Exception {
        try (Admin admin = kafka.admin("test")) {
            admin.alterConsumerGroupOffsets(
                            prefix + "catalog",
                            Map.of(
                                    new TopicPartition(prefix + topic, 0),
                                    new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }
}
