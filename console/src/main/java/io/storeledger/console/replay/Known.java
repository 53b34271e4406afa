package io.storeledger.console.replay;

import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Position;
import io.storeledger.console.web.BadRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Of which records the log holds something: to replay is to write again, so that what the log
/// never saw can't be, be it that a number was mistyped or that no webhook ever told of it.
final class Known {
    private final LogReader reader;

    Known(LogReader reader) {
        this.reader = reader;
    }

    /// Goes on quietly if it holds something of each.
    ///
    /// @throws BadRequest naming those of which it holds nothing
    void require(Collection<Told> named) {
        Set<Told> missing = new LinkedHashSet<>(named);
        Map<Topic<?>, Set<Told>> snapshots = new HashMap<>();
        named.forEach(told ->
                snapshots.computeIfAbsent(told.snapshots(), _ -> new LinkedHashSet<>()).add(told));
        snapshots.forEach((topic, some) -> missing.removeAll(found(topic, some)));
        missing.removeAll(found(Topics.WEBHOOKS, Set.copyOf(missing)));
        if (!missing.isEmpty()) {
            throw new BadRequest(
                    "The log holds nothing of %s, so that there is nothing to replay, and nothing was written. If the store has it: storeledger backfill brings what no webhook told."
                            .formatted(
                                    missing.stream()
                                            .map(Told::name)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private Set<Told> found(Topic<?> topic, Set<Told> wanted) {
        Set<Told> found = new HashSet<>();
        Map<String, Set<Told>> byKey = new HashMap<>();
        wanted.forEach(told ->
                byKey.computeIfAbsent(told.key().toString(), _ -> new HashSet<>()).add(told));
        var partitions = reader.partitionsOf(topic, byKey.keySet());
        if (!partitions.isEmpty()) {
            reader.readUntil(
                    reader.span(partitions, new Position.Beginning(), new Position.End()),
                    record -> {
                        byKey.getOrDefault(record.key(), Set.of()).stream()
                                .filter(told -> tells(topic, record, told))
                                .forEach(found::add);
                        return found.size() == wanted.size();
                    });
        }
        return found;
    }

    /// A refund lies under its order's key, and is another record than it.
    private static boolean tells(Topic<?> topic, ConsumerRecord<String, byte[]> record, Told told) {
        if (record.value() == null) {
            return false;
        }
        return switch (told.kind()) {
            case ORDER, CUSTOMER -> true;
            case REFUND ->
                    Told.of(topic, record.key(), record.headers(), record.value())
                            .filter(told::equals)
                            .isPresent();
        };
    }
}
