package io.storeledger.console.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/// Names of replays and redrives: when they began, and what tells two of one second apart.
public final class ReplayIds {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int MANY = 36 * 36 * 36 * 36;

    private ReplayIds() {}

    /// A new one, such as `20260131-080000-k3f9`.
    public static String next(Instant now, RandomGenerator random) {
        String tail = Integer.toString(MANY + random.nextInt(MANY), 36).substring(1);
        return SECOND.format(now) + "-" + tail;
    }
}
