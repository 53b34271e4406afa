package io.storeledger.console.preview;

import io.storeledger.common.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

/// Reads topics up to where they end now, by assign and seek: it is in no group, so that nobody's
/// offsets move. For one thread at a time.
final class BoundedRead implements AutoCloseable {
    private static final Duration A_POLL = Duration.ofMillis(200);
    private static final int POLLS_WITHOUT_PROGRESS = 150;

    private final KafkaConsumer<String, byte[]> consumer;

    BoundedRead(KafkaClients kafka) {
        Map<String, Object> settings = new TreeMap<>(kafka.connection("storeledger-preview"));
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        // what is read is there already; a fetch that waits for more would hold up the next read
        settings.put("fetch.max.wait.ms", 5);
        consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// The topic's partitions; none if there is no such topic.
    List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        return infos == null
                ? List.of()
                : infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }

    /// The partition that a key's records are in; empty if there is no such topic.
    Optional<TopicPartition> partition(String topic, String key) {
        int count = partitions(topic).size();
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        new TopicPartition(
                                topic,
                                Utils.toPositive(
                                                Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)))
                                        % count));
    }

    /// All that is in them now.
    void all(
            Collection<TopicPartition> partitions,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        read(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), records);
    }

    /// What was written to them in a period, both ends included, as far as it is there now.
    void period(
            Collection<TopicPartition> partitions,
            Instant from,
            Instant to,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        read(at(partitions, from, ends), at(partitions, to.plusMillis(1), ends), records);
    }

    /// One record by its place; empty if it is there no more.
    Optional<ConsumerRecord<String, byte[]>> one(TopicPartition partition, long offset) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>(1);
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (offset >= begin) {
            read(
                    Map.of(partition, offset),
                    Map.of(partition, offset + 1),
                    record -> {
                        if (record.offset() == offset) {
                            found.add(record);
                        }
                    });
        }
        return found.stream().findFirst();
    }

    private Map<TopicPartition, Long> at(
            Collection<TopicPartition> partitions, Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(
                        partitions.stream()
                                .collect(Collectors.toMap(p -> p, p -> time.toEpochMilli())));
        return partitions.stream()
                .collect(
                        Collectors.toMap(
                                partition -> partition,
                                partition ->
                                        Optional.ofNullable(found.get(partition))
                                                .map(OffsetAndTimestamp::offset)
                                                .orElseGet(
                                                        () -> ends.getOrDefault(partition, 0L))));
    }

    private void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        List<TopicPartition> open =
                from.keySet().stream()
                        .filter(partition ->
                                from.getOrDefault(partition, 0L) < to.getOrDefault(partition, 0L))
                        .toList();
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
        int idle = 0;
        while (!open.isEmpty()) {
            var batch = consumer.poll(A_POLL);
            for (ConsumerRecord<String, byte[]> record : batch) {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < to.getOrDefault(partition, 0L)) {
                    records.accept(record);
                }
            }
            List<TopicPartition> left =
                    open.stream()
                            .filter(partition ->
                                    consumer.position(partition) < to.getOrDefault(partition, 0L))
                            .toList();
            if (left.size() < open.size()) {
                consumer.assign(left);
            }
            idle = batch.isEmpty() && left.size() == open.size() ? idle + 1 : 0;
            if (idle >= POLLS_WITHOUT_PROGRESS) {
                throw new TimeoutException(
                        "no record came from %s for %d seconds"
                                .formatted(left, A_POLL.toMillis() * idle / 1000));
            }
            open = left;
        }
        consumer.unsubscribe();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
