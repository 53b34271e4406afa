package io.storeledger.common.consume;

import io.storeledger.common.config.Settings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Exponential backoff with full jitter.
///
/// @param first the ceiling of the first wait
/// @param longest the ceiling that later waits stop at
public record Backoff(Duration first, Duration longest) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// What suits a vendor's API.
    public static Backoff standard() {
        return new Backoff(FIRST, LONGEST);
    }

    /// Reads a `retry` section.
    public static Backoff read(Settings settings) {
        return new Backoff(
                settings.duration("first", FIRST), settings.duration("longest", LONGEST));
    }

    /// How long to wait after so many failed attempts, from 1.
    public Duration after(int attempts, RandomGenerator random) {
        int doublings = Math.min(attempts - 1, 30);
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << doublings);
        // A wait of nothing would hammer; half of the first is the least.
        long least = first.toMillis() / 2;
        return Duration.ofMillis(least + random.nextLong(Math.max(1, ceiling - least + 1)));
    }
}
