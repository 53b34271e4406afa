package io.storeledger.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Counts wrong tokens by the address they come from: after ten within a minute no token from there
/// is looked at until the minute is over.
final class Guesses {
    private static final int ALLOWED = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Count(Instant since, int wrong) {}

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Count> counts =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    Guesses(Clock clock) {
        this.clock = clock;
    }

    /// Whether tokens from this address are looked at.
    boolean allowed(String address) {
        lock.lock();
        try {
            Count count = counts.get(address);
            if (count != null && !clock.instant().isBefore(count.since().plus(WINDOW))) {
                counts.remove(address);
                return true;
            }
            return count == null || count.wrong() < ALLOWED;
        } finally {
            lock.unlock();
        }
    }

    void wrong(String address) {
        lock.lock();
        try {
            counts.merge(
                    address,
                    new Count(clock.instant(), 1),
                    (count, _) -> new Count(count.since(), count.wrong() + 1));
        } finally {
            lock.unlock();
        }
    }
}
