package io.storeledger.console.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.metric.ConsoleMetrics;
import io.storeledger.common.metric.GaugeMetric;
import io.storeledger.common.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Shows how many dead letters are open, how old the oldest is, and why they were rejected. They
/// are counted now and then, since there may be many.
public final class LetterMetrics implements AutoCloseable {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    /// What letters of stores that are not configured count as.
    private static final String OTHER = "other";

    private final OpenLetters letters;
    private final Map<String, String> connections;
    private final LetterTopics topics;
    private final Clock clock;
    private final GaugeMetric.Rows reasons;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("console-letters-counted").factory());
    private volatile Map<String, Open> open = Map.of();

    /// @param count how many
    /// @param oldest when the first of them was rejected
    private record Open(int count, Instant oldest) {
        Open and(Open other) {
            return new Open(
                    count + other.count, oldest.isBefore(other.oldest) ? oldest : other.oldest);
        }
    }

    /// Begins to count.
    ///
    /// @param connections the configured connections' names by the store's hash
    public LetterMetrics(
            OpenLetters letters,
            Map<String, String> connections,
            KafkaConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.letters = letters;
        this.connections = Map.copyOf(connections);
        this.topics = new LetterTopics(config);
        this.clock = clock;
        Set<String> names = new HashSet<>(connections.values());
        names.add(OTHER);
        for (String name : names) {
            ConsoleMetrics.OPEN.of(metrics, this, self -> self.count(name), name);
            ConsoleMetrics.OLDEST.of(metrics, this, self -> self.age(name), name);
        }
        reasons = ConsoleMetrics.OPEN_BY_REASON.rows(metrics);
        var _ =
                timer.scheduleWithFixedDelay(
                        this::countThem, 0, COUNT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void countThem() {
        Map<String, Open> byConnection = new HashMap<>();
        Map<List<String>, Integer> byReason = new HashMap<>();
        letters.each(letter -> {
            String connection = connections.getOrDefault(RecordKey.storeOf(letter.key()), OTHER);
            byConnection.merge(connection, new Open(1, letter.since()), Open::and);
            byReason.merge(
                    List.of(connection, origin(letter), letter.reasonCode()), 1, Integer::sum);
        });
        open = byConnection;
        reasons.show(byReason);
    }

    private String origin(Letter letter) {
        return topics.origin(letter.place().topic()).map(Topic::name).orElse(OTHER);
    }

    private double count(String connection) {
        Open all = open.get(connection);
        return all == null ? 0 : all.count();
    }

    private double age(String connection) {
        Open all = open.get(connection);
        return all == null
                ? 0
                : Math.max(0, Duration.between(all.oldest(), clock.instant()).toMillis() / 1000.0);
    }
}
