package io.storeledger.common.consume;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// Which records are handled together.
///
/// @param lane the lane of a record by its key: one batch of a lane is handled at a time, in order
/// @param atMost how many records a batch has, at most
/// @param linger how long a lane that has been idle waits for company before its first batch
public record Gathering(UnaryOperator<String> lane, int atMost, Duration linger) {
    /// Each key by itself, at once: whatever waits for it is handled together.
    public static final Gathering BY_KEY =
            new Gathering(UnaryOperator.identity(), Integer.MAX_VALUE, Duration.ZERO);

    public Gathering {
        if (atMost < 1 || linger.isNegative()) {
            throw new IllegalArgumentException("at most from 1, linger from 0");
        }
    }
}
