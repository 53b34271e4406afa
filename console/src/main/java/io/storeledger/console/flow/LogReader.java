package io.storeledger.console.flow;

import io.storeledger.common.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// One consumer without a group, for a look here and there. Not for several threads at once.
final class LogReader implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final int MOST_POLLS = 8;
    private static final long MOST_BEHIND = 100;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> read = new HashMap<>();

    LogReader(KafkaClients kafka) {
        Map<String, Object> all = kafka.connection("flow");
        all.put("enable.auto.commit", false);
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "earliest");
        all.put("max.partition.fetch.bytes", 256 * 1024);
        consumer = new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// Reads what has come since the last time, or the newest records if that were many.
    ///
    /// @param ends where the partitions end
    void follow(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<String, byte[]>> reader) {
        Map<TopicPartition, Long> from = new LinkedHashMap<>();
        ends.forEach((partition, end) -> {
            long position = Math.max(read.getOrDefault(partition, 0L), end - MOST_BEHIND);
            if (position < end) {
                from.put(partition, position);
            }
        });
        read(from, ends, reader);
    }

    /// When the records at these offsets were written; if one is gone, the next that is there.
    Map<TopicPartition, Instant> times(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Instant> times = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            // the first polls may bring nothing but where the partition's leader is
            for (int poll = 0; poll < MOST_POLLS && !times.containsKey(partition); poll++) {
                consumer.poll(WAIT).records(partition).stream()
                        .findFirst()
                        .ifPresent(record ->
                                times.put(partition, Instant.ofEpochMilli(record.timestamp())));
            }
        });
        return times;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        if (from.isEmpty()) {
            return;
        }
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        for (int poll = 0; poll < MOST_POLLS && isBehind(from.keySet(), ends); poll++) {
            consumer.poll(WAIT).forEach(reader);
        }
        from.keySet().forEach(partition -> read.put(partition, consumer.position(partition)));
    }

    private boolean isBehind(
            Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .anyMatch(partition ->
                        consumer.position(partition) < ends.getOrDefault(partition, 0L));
    }
}
