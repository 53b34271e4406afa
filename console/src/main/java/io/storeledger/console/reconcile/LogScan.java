package io.storeledger.console.reconcile;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads a stretch of a topic beside its consumers: by assign and seek, as a member of no group, up
/// to the end that it finds when it begins.
final class LogScan {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String NAME = "console-reconcile-scan";

    private final KafkaClients kafka;

    LogScan(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /// Gives the records that were written since a time.
    ///
    /// @throws org.apache.kafka.common.KafkaException if they can't be read
    void since(Topic<?> topic, Instant from, Consumer<ConsumerRecord<String, byte[]>> each) {
        between(topic, from, Instant.MAX, each);
    }

    /// Gives the records that were written between two times.
    ///
    /// @throws org.apache.kafka.common.KafkaException if they can't be read
    void between(
            Topic<?> topic,
            Instant from,
            Instant to,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        String name = kafka.config().nameOf(topic);
        long last = to.equals(Instant.MAX) ? Long.MAX_VALUE : to.toEpochMilli();
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer(NAME, NAME)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(name).stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            seek(consumer, partitions, ends, from);
            ends.keySet().removeIf(partition -> isRead(consumer, partition, ends));
            while (!ends.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.timestamp() <= last) {
                        each.accept(record);
                    } else {
                        // the log is in the order of time: what follows is later
                        ends.remove(new TopicPartition(record.topic(), record.partition()));
                    }
                }
                ends.keySet().removeIf(partition -> isRead(consumer, partition, ends));
                consumer.assign(ends.keySet());
            }
        }
    }

    private static void seek(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
        consumer.offsetsForTimes(times)
                .forEach((partition, at) ->
                        consumer.seek(
                                partition,
                                at == null ? ends.getOrDefault(partition, 0L) : at.offset()));
    }

    private static boolean isRead(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            Map<TopicPartition, Long> ends) {
        return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    }
}
