package io.storeledger.console.log;

import io.storeledger.console.log.Span.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// A reading of a [Span] under way. Used by one thread.
public final class Reading implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Span span;
    private final Set<TopicPartition> open = new HashSet<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    Reading(KafkaConsumer<String, byte[]> consumer, Span span) {
        this.consumer = consumer;
        this.span = span;
        consumer.assign(span.ranges().keySet());
        span.ranges()
                .forEach((partition, range) -> {
                    positions.put(partition, range.from());
                    consumer.seek(partition, range.from());
                    if (range.size() > 0) {
                        open.add(partition);
                    } else {
                        consumer.pause(Set.of(partition));
                    }
                });
    }

    /// Whether all of it was given.
    public boolean isDone() {
        return open.isEmpty();
    }

    /// The next records; none if there were none just now. It returns within a moment, so that
    /// whoever is told to stop can stop.
    ///
    /// @throws org.apache.kafka.common.errors.InterruptException if the thread is interrupted
    public List<ConsumerRecord<String, byte[]>> next() {
        if (isDone()) {
            return List.of();
        }
        ConsumerRecords<String, byte[]> polled = consumer.poll(LOOK);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>(polled.count());
        for (ConsumerRecord<String, byte[]> record : polled) {
            Range range = span.ranges().get(partition(record));
            if (range != null && record.offset() < range.to()) {
                found.add(record);
            }
        }
        for (TopicPartition partition : List.copyOf(open)) {
            long to = span.ranges().getOrDefault(partition, new Range(0, 0)).to();
            // beyond the marks of transactions too, which are no records
            long position = Math.min(to, consumer.position(partition));
            positions.put(partition, position);
            if (position >= to) {
                open.remove(partition);
                consumer.pause(Set.of(partition));
            }
        }
        return found;
    }

    /// Where each partition's reading goes on.
    public Map<TopicPartition, Long> positions() {
        return Map.copyOf(positions);
    }

    /// How many offsets were read.
    public long read() {
        long from = span.ranges().values().stream().mapToLong(Range::from).sum();
        return positions.values().stream().mapToLong(Long::longValue).sum() - from;
    }

    /// How many there are to read in all.
    public long total() {
        return span.size();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
