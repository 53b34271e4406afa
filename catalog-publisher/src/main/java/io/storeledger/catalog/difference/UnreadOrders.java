package io.storeledger.catalog.difference;

import io.storeledger.common.kafka.InternalTopic;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The orders that the topology's group has left: in their own topic, and on their way from there
/// to the SKUs.
final class UnreadOrders implements AutoCloseable {
    private static final int ANSWER_MILLIS = 10_000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 100;

    private final KafkaClients kafka;
    private final Clock clock;
    private final Admin admin;
    private final List<String> topics;

    UnreadOrders(KafkaClients kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
        this.admin = kafka.admin("unread-orders");
        this.topics =
                Stream.concat(
                                Stream.of(kafka.config().nameOf(Topics.ORDERS)),
                                KafkaAccess.CATALOG_PUBLISHER.internal().stream()
                                        .filter(topic ->
                                                topic.kind() == InternalTopic.Kind.REPARTITION)
                                        .map(topic -> topic.nameOn(kafka.config())))
                        .toList();
    }

    /// When the oldest of them was published, or now if there is none: all that was published
    /// before has come to the SKUs. Empty if that can't be told at the moment.
    ///
    /// @throws KafkaException if the cluster does not answer
    Optional<Instant> since() {
        Instant now = clock.instant();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        // before the ends: what was read meanwhile is only taken for unread
        Map<TopicPartition, Long> read = read();
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(latest, new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS)).all())
                .forEach((partition, end) -> {
                    if (read.getOrDefault(partition, 0L) < end.offset()) {
                        ends.put(partition, end.offset());
                    }
                });
        return ends.isEmpty() ? Optional.of(now) : oldest(read, ends, now);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    /// Kafka Streams makes its own topic when it first starts.
    private Collection<TopicPartition> partitions() {
        Set<TopicPartition> all = new HashSet<>();
        admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS))
                .topicNameValues()
                .forEach((name, answer) -> {
                    try {
                        TopicDescription topic = get(answer);
                        topic.partitions()
                                .forEach(p -> all.add(new TopicPartition(name, p.partition())));
                    } catch (UnknownTopicOrPartitionException e) {
                        // there is nothing in it
                    }
                });
        return all;
    }

    private Map<TopicPartition, Long> read() {
        String group = DifferenceStream.group(kafka.config());
        Map<TopicPartition, Long> read = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
                get(admin.listConsumerGroupOffsets(
                                        Map.of(group, new ListConsumerGroupOffsetsSpec()),
                                        new ListConsumerGroupOffsetsOptions()
                                                .timeoutMs(ANSWER_MILLIS))
                                .partitionsToOffsetAndMetadata(group))
                        .entrySet()) {
            read.put(committed.getKey(), committed.getValue().offset());
        }
        return read;
    }

    /// What lies between may be no record at all: the end of a transaction, or what retention took.
    private Optional<Instant> oldest(
            Map<TopicPartition, Long> read, Map<TopicPartition, Long> ends, Instant now) {
        Instant oldest = now;
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        try (KafkaConsumer<String, byte[]> consumer = kafka.reader("unread-orders", 1, POLL)) {
            consumer.assign(open);
            open.forEach(p -> consumer.seek(p, read.getOrDefault(p, 0L)));
            for (int polls = 0; polls < POLLS && !open.isEmpty(); polls++) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Instant published = Instant.ofEpochMilli(record.timestamp());
                    oldest = published.isBefore(oldest) ? published : oldest;
                    var partition = new TopicPartition(record.topic(), record.partition());
                    consumer.pause(Set.of(partition));
                    open.remove(partition);
                }
                open.removeIf(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
            }
        }
        return open.isEmpty() ? Optional.of(oldest) : Optional.empty();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
