package io.storeledger.ingress;

import java.util.concurrent.atomic.AtomicInteger;

/// Bounds how many requests are served at once, so that memory is bounded too.
final class InFlight {
    private final int most;
    private final AtomicInteger now = new AtomicInteger();

    InFlight(int most) {
        this.most = most;
    }

    /// Whether there was room; if so, [#leave] must follow.
    boolean enter() {
        if (now.incrementAndGet() <= most) {
            return true;
        }
        now.decrementAndGet();
        return false;
    }

    void leave() {
        now.decrementAndGet();
    }

    int count() {
        return now.get();
    }
}
