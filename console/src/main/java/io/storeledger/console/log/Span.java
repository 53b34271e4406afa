package io.storeledger.console.log;

import java.util.Collection;
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
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

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

    /// The smallest span that has all of these places in it.
    public static Span around(Collection<Place> places) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (Place place : places) {
            ranges.merge(
                    place.topicPartition(),
                    new Range(place.offset(), place.offset() + 1),
                    (one, other) ->
                            new Range(
                                    Math.min(one.from(), other.from()),
                                    Math.max(one.to(), other.to())));
        }
        return new Span(ranges);
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
