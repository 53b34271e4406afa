package io.storeledger.sandbox.bigcommerce.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Blocks a domain for 3 minutes once fewer than 90 % of at least 100 callbacks within a sliding
/// window of 2 minutes succeeded. All hooks on a domain share its ratio. Times are scaled.
final class Blocklist {
    private static final int ENOUGH = 100;
    private static final double RATIO = 0.9;

    private final Clock clock;
    private final long windowMillis;
    private final long blockMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Domain> domains = new HashMap<>();

    Blocklist(Clock clock, double scale) {
        this.clock = clock;
        this.windowMillis = Math.round(Duration.ofMinutes(2).toMillis() * scale);
        this.blockMillis = Math.round(Duration.ofMinutes(3).toMillis() * scale);
    }

    private static final class Domain {
        final Deque<Attempt> attempts = new ArrayDeque<>();
        int failures;
        long blockedUntil;
    }

    private record Attempt(long at, boolean ok) {}

    void record(URI destination, boolean ok) {
        long now = clock.millis();
        lock.lock();
        try {
            Domain domain =
                    domains.computeIfAbsent(destination.getAuthority(), key -> new Domain());
            domain.attempts.addLast(new Attempt(now, ok));
            domain.failures += ok ? 0 : 1;
            while (domain.attempts.getFirst().at() < now - windowMillis) {
                domain.failures -= domain.attempts.removeFirst().ok() ? 0 : 1;
            }
            int seen = domain.attempts.size();
            if (seen >= ENOUGH && domain.failures > seen * (1 - RATIO)) {
                domain.blockedUntil = now + blockMillis;
                // A block starts a new window, else its end would block again at once.
                domain.attempts.clear();
                domain.failures = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /// How long this destination stays blocked, zero if it isn't.
    Duration left(URI destination) {
        lock.lock();
        try {
            Domain domain = domains.get(destination.getAuthority());
            long left = domain == null ? 0 : domain.blockedUntil - clock.millis();
            return Duration.ofMillis(Math.max(0, left));
        } finally {
            lock.unlock();
        }
    }

    /// The blocked domains and how long each stays so.
    Map<String, Duration> blocked() {
        long now = clock.millis();
        Map<String, Duration> blocked = new HashMap<>();
        lock.lock();
        try {
            domains.forEach((name, domain) -> {
                if (domain.blockedUntil > now) {
                    blocked.put(name, Duration.ofMillis(domain.blockedUntil - now));
                }
            });
        } finally {
            lock.unlock();
        }
        return blocked;
    }

    void clear() {
        lock.lock();
        try {
            domains.clear();
        } finally {
            lock.unlock();
        }
    }
}
