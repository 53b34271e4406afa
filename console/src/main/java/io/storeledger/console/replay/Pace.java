package io.storeledger.console.replay;

import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// So many records a second at most, a second's worth at once. Used by one thread.
public final class Pace {
    /// How many records are written together, at most.
    public static final int LARGEST = 500;

    private final OptionalDouble rate;
    private long next = System.nanoTime();

    /// @param rate records a second; empty for no limit
    public Pace(OptionalDouble rate) {
        this.rate = rate;
    }

    /// How many records are written together.
    public int atOnce() {
        return (int) Math.clamp(rate.orElse(LARGEST), 1, LARGEST);
    }

    /// Waits for the turn of so many records.
    ///
    /// @return false if it was told to stop meanwhile
    public boolean await(int records, CountDownLatch stop) {
        if (rate.isEmpty() || records == 0) {
            return stop.getCount() > 0;
        }
        long now = System.nanoTime();
        long wait = Math.max(0, next - now);
        next = Math.max(next, now) + (long) (records / rate.getAsDouble() * 1e9);
        try {
            return !stop.await(wait, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
