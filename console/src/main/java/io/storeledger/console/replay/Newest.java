package io.storeledger.console.replay;

import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.topic.Topic;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Place;
import io.storeledger.console.log.Position;
import io.storeledger.console.log.Span;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The newest recorded snapshots of records: found in one reading, given in another, so that only
/// places are held in memory.
final class Newest {
    private final LogReader reader;

    Newest(LogReader reader) {
        this.reader = reader;
    }

    /// Gives the newest snapshot of each, where there is one; of all refunds of an order one each.
    ///
    /// @param until only those before this time count; empty for all
    void read(
            Collection<Told> wanted,
            Optional<Instant> until,
            BiConsumer<Told, ConsumerRecord<String, byte[]>> each) {
        Map<Topic<?>, Set<Told>> byTopic = new HashMap<>();
        wanted.forEach(told ->
                byTopic.computeIfAbsent(told.snapshots(), topic -> new HashSet<>()).add(told));
        byTopic.forEach((topic, some) -> read(topic, some, until, each));
    }

    private record Found(Place place, Version version) {}

    private record Versioned(@Nullable Version version) {}

    private void read(
            Topic<?> topic,
            Set<Told> wanted,
            Optional<Instant> until,
            BiConsumer<Told, ConsumerRecord<String, byte[]>> each) {
        List<TopicPartition> partitions =
                reader.partitionsOf(
                        topic,
                        wanted.stream().map(told -> told.key().toString()).distinct().toList());
        Span span = reader.span(partitions, new Position.Beginning(), new Position.End());
        Map<Told, Found> newest = new HashMap<>();
        reader.read(
                span,
                record -> {
                    boolean counts =
                            record.key() != null
                                    && record.value() != null
                                    && until.map(end -> record.timestamp() < end.toEpochMilli())
                                            .orElse(true);
                    if (counts) {
                        told(topic, wanted, record).ifPresent(told -> merge(newest, told, record));
                    }
                });
        Map<Place, Told> places = new HashMap<>();
        newest.forEach((told, found) -> places.put(found.place(), told));
        reader.read(
                Span.around(places.keySet()),
                record -> {
                    Told told = places.get(Place.of(record));
                    if (told != null) {
                        each.accept(told, record);
                    }
                });
    }

    /// What a snapshot tells of, if that is wanted.
    private static Optional<Told> told(
            Topic<?> topic, Set<Told> wanted, ConsumerRecord<String, byte[]> record) {
        return Told.of(topic, record.key(), record.headers(), record.value())
                .filter(told -> wanted.contains(told) || wanted.contains(told.all()));
    }

    private static void merge(
            Map<Told, Found> newest, Told told, ConsumerRecord<String, byte[]> record) {
        Version version;
        try {
            version = Json.read(record.value(), Versioned.class).version();
        } catch (MalformedJsonException e) {
            return;
        }
        if (version == null) {
            return;
        }
        newest.merge(
                told,
                new Found(Place.of(record), version),
                (one, other) ->
                        Comparator.comparing(Found::version).compare(one, other) > 0 ? one : other);
    }
}
