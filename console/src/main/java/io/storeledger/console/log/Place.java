package io.storeledger.console.log;

import io.storeledger.common.event.Cause;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Where a record lies.
///
/// @param topic its name on the cluster
public record Place(String topic, int partition, long offset) implements Comparable<Place> {
    private static final Pattern WRITTEN = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})");
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::topic)
                    .thenComparingInt(Place::partition)
                    .thenComparingLong(Place::offset);

    /// Where a consumed record lies.
    public static Place of(ConsumerRecord<?, ?> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    /// Where a cause lies.
    public static Place of(Cause cause) {
        return new Place(cause.topic(), cause.partition(), cause.offset());
    }

    /// Reads `topic/partition/offset`; empty if it is no such thing.
    public static Optional<Place> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new Place(
                                matcher.group(1),
                                Integer.parseInt(matcher.group(2)),
                                Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /// Its partition.
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
