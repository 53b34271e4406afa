package io.storeledger.sandbox.bigcommerce;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Calls allowed per window, as BigCommerce counts them for a store.
final class Quota {
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final long windowMillis;
    private int limit;
    private long windowEnd;
    private int used;

    Quota(Clock clock, int limit, Duration window) {
        this.clock = clock;
        this.limit = limit;
        this.windowMillis = window.toMillis();
    }

    /// What the rate-limit headers say.
    record Reading(boolean allowed, int left, int quota, long windowMillis, long resetMillis) {}

    Reading take() {
        lock.lock();
        try {
            long now = clock.millis();
            if (now >= windowEnd) {
                windowEnd = now + windowMillis;
                used = 0;
            }
            boolean allowed = used < limit;
            if (allowed) {
                used++;
            }
            return new Reading(allowed, limit - used, limit, windowMillis, windowEnd - now);
        } finally {
            lock.unlock();
        }
    }

    void limit(int calls) {
        lock.lock();
        try {
            limit = calls;
            used = Math.min(used, calls);
        } finally {
            lock.unlock();
        }
    }
}
