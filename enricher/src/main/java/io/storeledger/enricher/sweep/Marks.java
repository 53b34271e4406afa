package io.storeledger.enricher.sweep;

import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// How far sweeps have come, kept in a compacted topic of a few records.
final class Marks {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int AT_ONCE = 500;

    private final KafkaClients kafka;
    private final Publisher publisher;
    private final String topic;

    Marks(KafkaClients kafka, Publisher publisher) {
        this.kafka = kafka;
        this.publisher = publisher;
        this.topic = kafka.config().nameOf(Topics.SWEEPS);
    }

    /// The newest marks of a store, by their keys.
    ///
    /// @throws org.apache.kafka.common.KafkaException if they can't be read
    Map<String, SweepMark> read(String store) {
        Map<String, SweepMark> marks = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = kafka.reader("sweep-marks", AT_ONCE, POLL)) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (RecordKey.isOf(store, record.key())) {
                        marks.put(record.key(), Json.read(record.value(), SweepMark.class));
                    }
                }
            }
        }
        return marks;
    }

    /// Writes one down.
    ///
    /// @throws org.apache.kafka.common.KafkaException if it could not be written
    void write(RecordKey key, SweepMark mark) {
        publisher.publish(Topics.SWEEPS, key.toString(), mark, List.of());
    }
}
