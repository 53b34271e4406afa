package io.storeledger.common.consume;

import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads how far a store's sweeps have come, from a compacted topic; each time what is new there.
public final class SweepMarks {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int AT_ONCE = 500;

    private final KafkaClients kafka;
    private final String store;
    private final String topic;
    private volatile Read last = new Read(Map.of(), Map.of());

    private record Read(Map<TopicPartition, Long> positions, Map<String, SweepMark> marks) {}

    /// @param store the store's hash
    public SweepMarks(KafkaClients kafka, String store) {
        this.kafka = kafka;
        this.store = store;
        this.topic = kafka.config().nameOf(Topics.SWEEPS);
    }

    /// The newest marks, by their keys.
    ///
    /// @throws org.apache.kafka.common.KafkaException if they can't be read
    public Map<String, SweepMark> read() {
        Map<TopicPartition, Long> positions = new HashMap<>(last.positions());
        Map<String, SweepMark> marks = new HashMap<>(last.marks());
        try (KafkaConsumer<String, byte[]> consumer = kafka.reader("sweep-marks", AT_ONCE, POLL)) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            partitions.forEach(p -> consumer.seek(p, positions.getOrDefault(p, 0L)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (RecordKey.isOf(store, record.key())) {
                        marks.put(record.key(), Json.read(record.value(), SweepMark.class));
                    }
                }
            }
            partitions.forEach(p -> positions.put(p, consumer.position(p)));
        }
        last = new Read(positions, marks);
        return Map.copyOf(marks);
    }
}
