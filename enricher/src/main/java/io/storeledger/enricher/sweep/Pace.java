package io.storeledger.enricher.sweep;

import java.time.Duration;
import java.util.OptionalDouble;

/// How fast a backfill may go. Each record that it finds costs the enricher a call or more, and the
/// store's quota is shared with its other apps and with today's orders.
final class Pace {
    /// Of what the store allows all its apps.
    private static final double SHARE = 0.5;

    /// Where the store has no limit, or tells none.
    private static final double UNLIMITED = 25;

    private final OptionalDouble told;

    /// @param told records a second; empty for half of the store's quota
    Pace(OptionalDouble told) {
        this.told = told;
    }

    /// How long so many records take.
    ///
    /// @param callsPerSecond what the store allows, as far as it is known
    Duration of(int records, OptionalDouble callsPerSecond) {
        double standard =
                callsPerSecond.isPresent() ? callsPerSecond.getAsDouble() * SHARE : UNLIMITED;
        double rate = told.orElse(standard);
        return Duration.ofNanos(Math.round(records / rate * 1_000_000_000L));
    }
}
