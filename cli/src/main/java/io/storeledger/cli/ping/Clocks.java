package io.storeledger.cli.ping;

import java.time.Duration;

/// Judges how far a vendor's clock is from ours.
final class Clocks {
    /// NetSuite refuses assertions of the future; a second or two are lost on the way.
    private static final Duration TOLERATED = Duration.ofSeconds(10);

    private Clocks() {}

    /// @param before how far theirs is before ours
    static void judge(Findings findings, Duration before) {
        long seconds = Math.abs(before.toSeconds());
        if (before.abs().compareTo(TOLERATED) <= 0) {
            findings.good("clock: %d s apart".formatted(seconds));
        } else {
            findings.bad(
                    "clock: this machine's is %s by %d s"
                            .formatted(before.isNegative() ? "fast" : "slow", seconds),
                    "set it (chronyd or systemd-timesyncd keeps it right); tokens and webhooks are"
                            + " refused otherwise.");
        }
    }
}
