package io.storeledger.cli.timeline;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.console.timeline.step.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Follows topics as they grow, beside all groups: by assignment, without an offset of its own.
public final class Follow implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;

    /// Begins at the end of the topics, or at the first records since then.
    public Follow(KafkaClients kafka, Collection<Topic<?>> topics, Optional<Instant> since) {
        Map<String, Object> all = kafka.connection("tail");
        all.put("enable.auto.commit", false);
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "latest");
        consumer = new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = partitions(kafka.config(), topics);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        since.ifPresent(time -> seek(partitions, time));
        // the end is what it is now, not when the first record is asked for
        partitions.forEach(consumer::position);
    }

    /// Gives each record, by time as far as they come together, until it takes no more, or until
    /// [#stop].
    public void forEach(Predicate<LogRecord> takesMore) {
        try {
            while (true) {
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                consumer.poll(POLL).forEach(records::add);
                records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
                for (ConsumerRecord<String, byte[]> record : records) {
                    if (!takesMore.test(LogRecord.of(record))) {
                        return;
                    }
                }
            }
        } catch (WakeupException e) {
            // told to stop
        }
    }

    /// Ends [#forEach]; from any thread.
    public void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> partitions(KafkaConfig config, Collection<Topic<?>> topics) {
        Set<String> existing = consumer.listTopics().keySet();
        return topics.stream()
                .map(config::nameOf)
                .filter(existing::contains)
                .flatMap(name -> consumer.partitionsFor(name).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void seek(List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                consumer.seek(found.getKey(), found.getValue().offset());
            }
        }
    }
}
