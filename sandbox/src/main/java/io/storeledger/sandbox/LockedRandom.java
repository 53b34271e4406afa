package io.storeledger.sandbox;

import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Lets many threads draw from one generator.
final class LockedRandom implements RandomGenerator {
    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;

    LockedRandom(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public long nextLong() {
        lock.lock();
        try {
            return random.nextLong();
        } finally {
            lock.unlock();
        }
    }
}
