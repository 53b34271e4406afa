package io.storeledger.console.log;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/// A part of the log: fixed, so that what is written later is not in it.
///
/// @param ranges the offsets of each partition
public record Span(Map<TopicPartition, Range> ranges) {
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /// Offsets of a partition.
    ///
    /// @param from the first
    /// @param to the one behind the last
    public record Range(long from, long to) {
        public Range {
            to = Math.max(from, to);
        }

        /// How many there are; of a topic that is compacted or written in transactions fewer are
        /// records.
        public long size() {
            return to - from;
        }
    }

    public Span {
        Map<TopicPartition, Range> sorted = new TreeMap<>(BY_NAME);
        sorted.putAll(ranges);
        ranges = Collections.unmodifiableMap(sorted);
    }

    /// How many offsets are in it.
    public long size() {
        return ranges.values().stream().mapToLong(Range::size).sum();
    }

    /// Both.
    public Span and(Span other) {
        Map<TopicPartition, Range> both = new HashMap<>(ranges);
        both.putAll(other.ranges);
        return new Span(both);
    }
}
