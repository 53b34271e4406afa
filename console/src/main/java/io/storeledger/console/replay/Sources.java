package io.storeledger.console.replay;

import io.storeledger.common.topic.Topic;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Position;
import io.storeledger.console.log.Span;
import io.storeledger.console.replay.Selection.Named;
import io.storeledger.console.replay.Selection.Range;
import io.storeledger.console.web.BadRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Where a replay's records come from.
final class Sources {
    private final LogReader reader;

    Sources(LogReader reader) {
        this.reader = reader;
    }

    /// From where to where, by `topic-partition`.
    record Course(Map<String, Long> next, Map<String, Long> ends) {
        Course {
            next = Map.copyOf(next);
            ends = Map.copyOf(ends);
        }

        /// How much there is.
        long size() {
            return ends.entrySet().stream()
                    .mapToLong(
                            end -> end.getValue() - next.getOrDefault(end.getKey(), end.getValue()))
                    .sum();
        }
    }

    /// Fixes from where to where a selection goes.
    ///
    /// @throws BadRequest if there is no such place, or the log holds nothing of what is named
    Course course(Selection selection) {
        return switch (selection) {
            case Range range -> {
                Map<String, Long> next = new HashMap<>();
                Map<String, Long> ends = new HashMap<>();
                reader.span(partitions(range), range.from(), range.to())
                        .ranges()
                        .forEach((partition, offsets) -> {
                            next.put(partition.toString(), offsets.from());
                            ends.put(partition.toString(), offsets.to());
                        });
                yield new Course(next, ends);
            }
            case Named named -> {
                List<Told> names = NamedSource.names(named);
                new Known(reader).require(names);
                yield new Course(
                        Map.of(NamedSource.NAMES, 0L),
                        Map.of(NamedSource.NAMES, (long) names.size()));
            }
        };
    }

    /// Opens what is left of it.
    ///
    /// @param atOnce how many records it gives together
    Source open(ReplayRequest request, Course course, Rewrites rewrites, int atOnce) {
        return switch (request.selection()) {
            case Range range ->
                    new RangeSource(
                            reader.open(span(course), atOnce), range, request.mode(), rewrites);
            case Named named ->
                    new NamedSource(
                            named,
                            request.mode(),
                            rewrites,
                            new Newest(reader),
                            course.next().getOrDefault(NamedSource.NAMES, 0L),
                            atOnce);
        };
    }

    private List<TopicPartition> partitions(Range range) {
        Topic<?> topic = range.topic();
        List<TopicPartition> all = reader.partitions(topic);
        if (range.partition().isEmpty()) {
            boolean isOffset =
                    range.to() instanceof Position.Offset
                            || (range.from() instanceof Position.Offset(long offset) && offset > 0);
            if (isOffset) {
                throw new BadRequest(
                        "An offset is one partition's: add --partition P, of 0 to %d for %s, or give"
                                        .formatted(all.size() - 1, topic.name())
                                + " a time.");
            }
            return all;
        }
        List<TopicPartition> named =
                all.stream()
                        .filter(partition -> partition.partition() == range.partition().getAsInt())
                        .toList();
        if (named.isEmpty()) {
            throw new BadRequest(
                    "%s has no partition %d, but 0 to %d."
                            .formatted(topic.name(), range.partition().getAsInt(), all.size() - 1));
        }
        return named;
    }

    private static Span span(Course course) {
        Map<TopicPartition, Span.Range> ranges = new HashMap<>();
        course.ends()
                .forEach((partition, to) ->
                        ranges.put(
                                partition(partition),
                                new Span.Range(course.next().getOrDefault(partition, to), to)));
        return new Span(ranges);
    }

    private static TopicPartition partition(String text) {
        int dash = text.lastIndexOf('-');
        return new TopicPartition(
                text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
    }
}
