package io.storeledger.console.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/// How many records come into each topic, over about ten seconds.
final class Rates {
    private static final Duration OVER = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);
    private static final double MILLIS = 1000;

    private record Sample(Instant at, Map<String, Long> ends) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /// @param ends the offsets of each topic's partitions, added up
    void add(Instant at, Map<String, Long> ends) {
        if (!samples.isEmpty() && samples.getLast().at().plus(FORGOTTEN).isBefore(at)) {
            samples.clear();
        }
        samples.add(new Sample(at, Map.copyOf(ends)));
        while (samples.size() > 2 && samples.getFirst().at().plus(OVER).isBefore(at)) {
            samples.removeFirst();
        }
    }

    /// Empty while there is nothing to compare with.
    Optional<Double> perSecond(String topic) {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        Long from = first.ends().get(topic);
        Long to = last.ends().get(topic);
        long millis = Duration.between(first.at(), last.at()).toMillis();
        return from == null || to == null || millis == 0
                ? Optional.empty()
                : Optional.of(Math.max(0, to - from) * MILLIS / millis);
    }
}
