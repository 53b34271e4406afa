package io.storeledger.console.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How long records took lately, at each stage and on the whole way.
final class Latencies {
    private static final Duration LATELY = Duration.ofMinutes(15);
    private static final int MOST = 2000;

    private record Took(Instant at, long millis) {}

    private final Clock clock;
    private final Map<Stage, Deque<Took>> stages = new HashMap<>();
    private final Deque<Took> whole = new ArrayDeque<>();

    Latencies(Clock clock) {
        this.clock = clock;
    }

    void stage(Stage stage, Instant from, Instant to) {
        add(stages.computeIfAbsent(stage, _ -> new ArrayDeque<>()), from, to);
    }

    void whole(Instant from, Instant to) {
        add(whole, from, to);
    }

    Optional<Flow.Span> of(Stage stage) {
        return span(stages.getOrDefault(stage, new ArrayDeque<>()));
    }

    Optional<Flow.Span> ofWhole() {
        return span(whole);
    }

    private static void add(Deque<Took> all, Instant from, Instant to) {
        if (all.size() >= MOST) {
            all.removeFirst();
        }
        all.add(new Took(to, Math.max(0, Duration.between(from, to).toMillis())));
    }

    private Optional<Flow.Span> span(Deque<Took> all) {
        Instant oldest = clock.instant().minus(LATELY);
        all.removeIf(took -> took.at().isBefore(oldest));
        long[] sorted = all.stream().mapToLong(Took::millis).sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new Flow.Span(quantile(sorted, 0.5), quantile(sorted, 0.99)));
    }

    private static long quantile(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }
}
