package io.storeledger.common.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// What a consumer has left of its topics, as of the last second: looked at on the poll thread,
/// shown on any.
final class LagWatch {
    private static final double MILLIS = 1000;
    private static final Duration ANSWER = Duration.ofMillis(100);

    /// How often it is asked how far partitions go that are not read now.
    private static final Duration ENDS = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long askedAt = System.nanoTime() - ENDS.toNanos();
    private volatile Map<String, Left> topics = Map.of();

    LagWatch(Clock clock) {
        this.clock = clock;
    }

    void show(Map<String, Left> left) {
        topics = Map.copyOf(left);
    }

    /// How many records of a topic are not settled.
    long records(String topic) {
        return of(topic).records();
    }

    /// How long the oldest of them that was read waits, in seconds.
    double seconds(String topic) {
        return since(of(topic).oldest().written());
    }

    /// How long the oldest order waits, in seconds.
    double oldestOrder() {
        return topics.values().stream()
                .mapToDouble(left -> since(left.oldest().order()))
                .max()
                .orElse(0);
    }

    /// How many records lie behind what was read. A fetch tells how far its partition goes; of
    /// those that are not fetched Kafka is asked, now and then.
    ///
    /// @param resting partitions that are not read now
    Map<TopicPartition, Long> unread(
            Consumer<?, ?> consumer, Set<TopicPartition> all, Set<TopicPartition> resting) {
        ends.keySet().retainAll(resting);
        if (!resting.isEmpty() && System.nanoTime() - askedAt > ENDS.toNanos()) {
            askedAt = System.nanoTime();
            try {
                ends.putAll(consumer.endOffsets(resting, ANSWER));
            } catch (TimeoutException e) {
                // asked again in a while
            }
        }
        Map<TopicPartition, Long> unread = new HashMap<>();
        var known = new HashSet<>(all);
        known.removeAll(ends.keySet());
        known.forEach(partition -> unread.put(partition, consumer.currentLag(partition).orElse(0)));
        ends.forEach((partition, end) ->
                unread.put(partition, Math.max(0, end - position(consumer, partition, end))));
        return unread;
    }

    private static long position(Consumer<?, ?> consumer, TopicPartition partition, long end) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException e) {
            return end;
        }
    }

    private Left of(String topic) {
        return topics.getOrDefault(topic, Left.NOTHING);
    }

    private double since(long time) {
        return time == Waiting.NEVER ? 0 : Math.max(0, clock.millis() - time) / MILLIS;
    }
}
