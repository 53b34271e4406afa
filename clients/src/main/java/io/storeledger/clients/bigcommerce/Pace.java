package io.storeledger.clients.bigcommerce;

import java.time.Duration;
import java.util.OptionalDouble;

/// How fast work that can wait may use a store: its quota is shared with its other apps and with
/// today's orders.
public final class Pace {
    /// What stands for the quota where the store has no limit, or tells none.
    private static final double UNLIMITED = 50;

    private final OptionalDouble told;
    private final double share;

    private Pace(OptionalDouble told, double share) {
        this.told = told;
        this.share = share;
    }

    /// A share of what the store allows all its apps.
    public static Pace share(double share) {
        return new Pace(OptionalDouble.empty(), share);
    }

    /// So many calls a second.
    public static Pace told(double rate) {
        return new Pace(OptionalDouble.of(rate), 1);
    }

    /// How long so many calls take.
    ///
    /// @param callsPerSecond what the store allows, as far as it is known
    public Duration of(int calls, OptionalDouble callsPerSecond) {
        double rate = told.orElse(callsPerSecond.orElse(UNLIMITED) * share);
        return Duration.ofNanos(Math.round(calls / rate * 1_000_000_000L));
    }
}
