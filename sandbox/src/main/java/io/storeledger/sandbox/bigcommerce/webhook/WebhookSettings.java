package io.storeledger.sandbox.bigcommerce.webhook;

import java.time.Duration;

/// How callbacks are delivered.
///
/// @param timeScale factor on the documented retry schedule (48 h in all) and on the blocklist's
///   windows: 1 as in life, 0.01 makes the first retry come after 0.6 s
/// @param concurrency how many callbacks are under way at once
/// @param timeout how long a receiver may take; undocumented, about 10 s on a live store
/// @param delay how long after the event the first attempt is made
/// @param reorderBy how long a callback that the reorder fault strikes is held back at most
/// @param anyDestination whether destinations other than https on port 443 are accepted
public record WebhookSettings(
        double timeScale,
        int concurrency,
        Duration timeout,
        Duration delay,
        Duration reorderBy,
        boolean anyDestination) {
    /// Checks the bounds.
    public WebhookSettings {
        if (!(timeScale > 0) || concurrency < 1) {
            throw new IllegalArgumentException("timeScale and concurrency must be positive");
        }
    }

    /// As in life, except that any destination will do.
    public static WebhookSettings defaults() {
        return new WebhookSettings(
                1.0, 32, Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(2), true);
    }

    /// The same with another time scale.
    public WebhookSettings withTimeScale(double scale) {
        return new WebhookSettings(scale, concurrency, timeout, delay, reorderBy, anyDestination);
    }

    /// The same with another patience for receivers.
    public WebhookSettings withTimeout(Duration patience) {
        return new WebhookSettings(
                timeScale, concurrency, patience, delay, reorderBy, anyDestination);
    }

    /// The same, but only https on port 443 will do, as in life.
    public WebhookSettings withStrictDestinations() {
        return new WebhookSettings(timeScale, concurrency, timeout, delay, reorderBy, false);
    }
}
