package io.storeledger.sandbox.netsuite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The account's clock, which may be wrong.
final class ShiftedClock extends Clock {
    private final Clock right;
    private volatile Duration ahead = Duration.ZERO;

    ShiftedClock(Clock right) {
        this.right = right;
    }

    void ahead(Duration by) {
        ahead = by;
    }

    boolean wrong() {
        return !ahead.isZero();
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return right.withZone(zone);
    }
}
