package io.storeledger.console.log;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.console.log.Span.Range;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads parts of the log beside the services: it belongs to no group, commits nothing, and sees of
/// transactions only what was committed.
public final class LogReader {
    private static final int AT_MOST = 500;
    private static final int LOOKS_IN_VAIN = 150;

    /// What is read is there already.
    static final Duration WAIT = Duration.ofMillis(5);

    private final KafkaClients kafka;
    private final KafkaConfig config;
    private final String clientId;

    public LogReader(KafkaClients kafka, String clientId) {
        this.kafka = kafka;
        this.config = kafka.config();
        this.clientId = clientId;
    }

    /// The partitions of a topic.
    public List<TopicPartition> partitions(Topic<?> topic) {
        try (var consumer = consumer()) {
            return partitions(consumer, config.nameOf(topic));
        }
    }

    /// The partition that the records of a key lie in.
    public TopicPartition partitionOf(Topic<?> topic, String key) {
        return partitionsOf(topic, List.of(key)).getFirst();
    }

    /// The partitions that the records of these keys lie in; none of a topic that is not there.
    public List<TopicPartition> partitionsOf(Topic<?> topic, Collection<String> keys) {
        int count = partitions(topic).size();
        return count == 0
                ? List.of()
                : keys.stream()
                        .map(key -> Partitions.of(topic, key, count))
                        .distinct()
                        .map(partition -> new TopicPartition(config.nameOf(topic), partition))
                        .toList();
    }

    /// All of a topic, as far as it is written now.
    public Span all(Topic<?> topic) {
        return between(topic, new Position.Beginning(), new Position.End());
    }

    /// What lies between two places of a topic, in each of its partitions.
    public Span between(Topic<?> topic, Position from, Position to) {
        return span(partitions(topic), from, to);
    }

    /// What lies between two places in each of some partitions; what is not written yet is not in
    /// it, wherever it is to end.
    public Span span(List<TopicPartition> partitions, Position from, Position to) {
        try (var consumer = consumer()) {
            consumer.assign(partitions);
            Map<TopicPartition, Long> kept = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> first = offsets(consumer, partitions, from, kept, ends);
            Map<TopicPartition, Long> last = offsets(consumer, partitions, to, kept, ends);
            Map<TopicPartition, Range> ranges = new HashMap<>();
            for (TopicPartition partition : partitions) {
                long begin = kept.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                ranges.put(
                        partition,
                        new Range(
                                Math.clamp(first.getOrDefault(partition, end), begin, end),
                                Math.clamp(last.getOrDefault(partition, end), begin, end)));
            }
            return new Span(ranges);
        }
    }

    /// Begins to read; each partition's records come in order.
    public Reading open(Span span) {
        return open(span, AT_MOST);
    }

    /// The same, so many records at once at most.
    public Reading open(Span span, int atMost) {
        return new Reading(kafka.reader(clientId, atMost, WAIT), span);
    }

    /// Reads all of it at once.
    ///
    /// @throws TimeoutException if nothing came for half a minute
    public void read(Span span, Consumer<ConsumerRecord<String, byte[]>> each) {
        readUntil(
                span,
                record -> {
                    each.accept(record);
                    return false;
                });
    }

    /// Reads of it until something says that it was enough.
    ///
    /// @throws TimeoutException if nothing came for half a minute
    public void readUntil(Span span, Predicate<ConsumerRecord<String, byte[]>> enough) {
        try (Reading reading = open(span)) {
            int inVain = 0;
            while (!reading.isDone()) {
                long before = reading.read();
                if (reading.next().stream().anyMatch(enough)) {
                    return;
                }
                inVain = reading.read() > before ? 0 : inVain + 1;
                if (inVain >= LOOKS_IN_VAIN) {
                    throw new TimeoutException("nothing came of " + reading.positions());
                }
            }
        }
    }

    /// One record; empty if there is none at that place. Who reads many has a [PlaceReader].
    public Optional<ConsumerRecord<String, byte[]>> one(Place place) {
        try (var consumer = consumer()) {
            if (!consumer.listTopics().containsKey(place.topic())) {
                return Optional.empty();
            }
        }
        try (var places = new PlaceReader(kafka)) {
            return places.read(place);
        }
    }

    private static Map<TopicPartition, Long> offsets(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Position position,
            Map<TopicPartition, Long> kept,
            Map<TopicPartition, Long> ends) {
        return switch (position) {
            case Position.Beginning() -> kept;
            case Position.End() -> ends;
            case Position.Offset(long offset) -> {
                Map<TopicPartition, Long> all = new HashMap<>();
                partitions.forEach(partition -> all.put(partition, offset));
                yield all;
            }
            case Position.Time(var at) -> {
                Map<TopicPartition, Long> times = new HashMap<>();
                partitions.forEach(partition -> times.put(partition, at.toEpochMilli()));
                Map<TopicPartition, Long> all = new HashMap<>();
                consumer.offsetsForTimes(times)
                        .forEach((partition, found) ->
                                Optional.ofNullable(found)
                                        .map(OffsetAndTimestamp::offset)
                                        .ifPresent(offset -> all.put(partition, offset)));
                yield all;
            }
        };
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<String, byte[]> consumer, String name) {
        return consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return kafka.reader(clientId, AT_MOST, WAIT);
    }
}
