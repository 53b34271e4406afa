package io.storeledger.sandbox.netsuite;

import java.util.concurrent.atomic.AtomicInteger;

/// The account-wide limit on calls under way at once.
final class Gate {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile int limit;

    Gate(int limit) {
        this.limit = limit;
    }

    /// Takes a slot and says how many are taken then; 0 if there is none left.
    int enter() {
        int now = inside.incrementAndGet();
        if (now > limit) {
            inside.decrementAndGet();
            return 0;
        }
        most.accumulateAndGet(now, Math::max);
        return now;
    }

    void leave() {
        inside.decrementAndGet();
    }

    void limit(int calls) {
        limit = calls;
    }

    int limit() {
        return limit;
    }

    int inside() {
        return inside.get();
    }

    int most() {
        return most.get();
    }

    void forget() {
        most.set(inside.get());
    }
}
