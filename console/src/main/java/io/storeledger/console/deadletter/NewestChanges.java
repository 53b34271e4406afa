package io.storeledger.console.deadletter;

import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.Listing;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Place;
import io.storeledger.console.log.Position;
import io.storeledger.console.log.Reading;
import io.storeledger.console.log.Span;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Of some SKUs, which change is the newest by its number and which one stands last in the log, for
/// each part of a listing. They are the same but where an older one was redriven after a newer one.
final class NewestChanges {
    private final LogReader reader;
    private final Set<String> keys;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<String, Map<Part, Seen>> seen = new HashMap<>();

    /// @param keys of the SKUs
    NewestChanges(LogReader reader, Set<String> keys) {
        this.reader = reader;
        this.keys = Set.copyOf(keys);
    }

    /// What a listing has.
    enum Part {
        STOCK,
        PRICE,
        PRODUCT
    }

    /// @param newest the highest number
    /// @param at where it lies
    /// @param last the number of the one that stands last
    private record Seen(long newest, Place at, long last) {}

    /// Reads on to the end.
    void read() {
        List<TopicPartition> partitions = reader.partitionsOf(Topics.CATALOG_CHANGES, keys);
        Span all = reader.span(partitions, new Position.Beginning(), new Position.End());
        Map<TopicPartition, Span.Range> rest = new HashMap<>();
        all.ranges()
                .forEach((partition, range) ->
                        rest.put(
                                partition,
                                new Span.Range(
                                        next.getOrDefault(partition, range.from()), range.to())));
        try (Reading reading = reader.open(new Span(rest))) {
            while (!reading.isDone()) {
                reading.next().forEach(this::note);
            }
            next.putAll(reading.positions());
        }
    }

    /// The parts of a change that no newer one has.
    Set<Part> own(CatalogChange change) {
        Map<Part, Seen> known = seen.getOrDefault(change.key().toString(), Map.of());
        Set<Part> own = new HashSet<>();
        numbers(change.listing())
                .forEach((part, number) -> {
                    Seen newest = known.get(part);
                    if (newest == null || newest.newest() <= number) {
                        own.add(part);
                    }
                });
        return own;
    }

    /// Where the newest changes of a SKU lie after which an older one stands.
    Set<Place> overtaken(String key) {
        Set<Place> places = new HashSet<>();
        for (Seen part : seen.getOrDefault(key, Map.of()).values()) {
            if (part.last() < part.newest()) {
                places.add(part.at());
            }
        }
        return places;
    }

    /// The change with these parts only.
    static CatalogChange only(CatalogChange change, Set<Part> parts) {
        Listing all = change.listing();
        if (parts.equals(numbers(all).keySet())) {
            return change;
        }
        var some =
                new Listing(
                        parts.contains(Part.STOCK) ? all.stock() : null,
                        parts.contains(Part.PRICE) ? all.price() : null,
                        parts.contains(Part.PRODUCT) ? all.product() : null);
        return new CatalogChange(
                change.connection(),
                change.store(),
                change.sku(),
                some,
                null,
                change.item(),
                change.decidedAt(),
                change.orders(),
                change.ordersUpTo());
    }

    /// The change that a record holds; empty if it is none.
    static Optional<CatalogChange> change(byte @Nullable [] value) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(Json.read(value, CatalogChange.class));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || !keys.contains(record.key())) {
            return;
        }
        change(record.value())
                .ifPresent(change -> {
                    Map<Part, Seen> parts =
                            seen.computeIfAbsent(record.key(), key -> new EnumMap<>(Part.class));
                    numbers(change.listing())
                            .forEach((part, number) -> {
                                Seen before = parts.get(part);
                                parts.put(
                                        part,
                                        before == null || before.newest() <= number
                                                ? new Seen(number, Place.of(record), number)
                                                : new Seen(before.newest(), before.at(), number));
                            });
                });
    }

    private static Map<Part, Long> numbers(Listing listing) {
        Map<Part, Long> numbers = new EnumMap<>(Part.class);
        if (listing.stock() != null) {
            numbers.put(Part.STOCK, listing.stock().sequence());
        }
        if (listing.price() != null) {
            numbers.put(Part.PRICE, listing.price().sequence());
        }
        if (listing.product() != null) {
            numbers.put(Part.PRODUCT, listing.product().sequence());
        }
        return numbers;
    }
}
