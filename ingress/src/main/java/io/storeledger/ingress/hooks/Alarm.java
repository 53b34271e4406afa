package io.storeledger.ingress.hooks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets a thread wait for a time, or until somebody rings; a ring before the wait counts as well.
final class Alarm {
    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /// Waits; afterwards all rings so far are forgotten.
    void await(Duration longest) throws InterruptedException {
        boolean _ = rings.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        rings.drainPermits();
    }
}
