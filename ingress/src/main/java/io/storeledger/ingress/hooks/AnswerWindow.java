package io.storeledger.ingress.hooks;

import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/// How many of the newest deliveries were answered 2xx, as BigCommerce counts it: over a sliding
/// window of two minutes. Below 90 % of at least 100 it blocks the domain for three minutes.
public final class AnswerWindow {
    private static final int SECONDS = 120;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final long[] second = new long[SECONDS];
    private final int[] all = new int[SECONDS];
    private final int[] good = new int[SECONDS];

    public AnswerWindow(Clock clock) {
        this.clock = clock;
    }

    /// A delivery was answered.
    public void answered(boolean ok) {
        long now = now();
        int slot = (int) (now % SECONDS);
        lock.lock();
        try {
            if (second[slot] != now) {
                second[slot] = now;
                all[slot] = 0;
                good[slot] = 0;
            }
            all[slot]++;
            good[slot] += ok ? 1 : 0;
        } finally {
            lock.unlock();
        }
    }

    /// The share answered 2xx; NaN while there is none.
    public double ratio() {
        long requests = sum(all);
        return requests == 0 ? Double.NaN : (double) sum(good) / requests;
    }

    /// How many deliveries the window has.
    public long requests() {
        return sum(all);
    }

    private long sum(int[] counts) {
        long oldest = now() - SECONDS;
        long sum = 0;
        lock.lock();
        try {
            for (int slot = 0; slot < SECONDS; slot++) {
                sum += second[slot] > oldest ? counts[slot] : 0;
            }
        } finally {
            lock.unlock();
        }
        return sum;
    }

    private long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }
}
