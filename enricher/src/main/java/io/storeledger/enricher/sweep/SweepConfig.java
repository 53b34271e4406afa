package io.storeledger.enricher.sweep;

import io.storeledger.common.config.Durations;
import io.storeledger.common.config.Settings;
import io.storeledger.common.consume.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a connection's store is swept: its `sweeps` section.
///
/// @param interval how often
/// @param overlap by how much a sweep goes back behind the last one: clocks differ
/// @param margin what changed more lately than this is left to the next sweep: its webhook may be
///   on its way
/// @param firstRun how far the very first sweep goes back
/// @param lookAgainAfter after how long a refund is looked at again: its payment settles, or is
///   declined, later
/// @param retry how fast a sweep that failed is tried again
public record SweepConfig(
        Duration interval,
        Duration overlap,
        Duration margin,
        Duration firstRun,
        List<Duration> lookAgainAfter,
        Backoff retry) {
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration FIRST_RUN = Duration.ofDays(7);
    private static final List<String> LOOK_AGAIN = List.of("1h", "1d");

    public SweepConfig {
        lookAgainAfter = List.copyOf(lookAgainAfter);
    }

    /// Reads the section; empty if the store is not to be swept.
    public static Optional<SweepConfig> read(Settings settings) {
        boolean enabled = settings.flag("enabled", true);
        List<Duration> lookAgain = new ArrayList<>();
        for (String text : settings.strings("lookAgainAfter", LOOK_AGAIN)) {
            Durations.parse(text)
                    .ifPresentOrElse(
                            lookAgain::add,
                            () ->
                                    settings.fault(
                                            "lookAgainAfter",
                                            "\"%s\" should be a length of time such as 1h or 1d"
                                                    .formatted(text)));
        }
        var config =
                new SweepConfig(
                        settings.duration("interval", INTERVAL),
                        settings.duration("overlap", OVERLAP),
                        settings.duration("margin", MARGIN),
                        settings.duration("firstRun", FIRST_RUN),
                        lookAgain,
                        Backoff.read(settings.section("retry")));
        return enabled ? Optional.of(config) : Optional.empty();
    }
}
