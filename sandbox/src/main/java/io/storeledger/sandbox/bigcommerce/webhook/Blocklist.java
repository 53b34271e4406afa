package io.storeledger.sandbox.bigcommerce.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

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
        long blockedAt;
        Map<String, Long> blockedFor = Map.of();
    }

    private record Attempt(long at, String failure) {
        boolean ok() {
            return failure.isEmpty();
        }
    }

    /// Takes note of an attempt.
    ///
    /// @param failure what went wrong, "" if nothing did
    /// @return whether this attempt got the domain blocked
    boolean record(URI destination, String failure) {
        long now = clock.millis();
        boolean ok = failure.isEmpty();
        lock.lock();
        try {
            Domain domain =
                    domains.computeIfAbsent(destination.getAuthority(), key -> new Domain());
            domain.attempts.addLast(new Attempt(now, failure));
            domain.failures += ok ? 0 : 1;
            while (domain.attempts.getFirst().at() < now - windowMillis) {
                domain.failures -= domain.attempts.removeFirst().ok() ? 0 : 1;
            }
            int seen = domain.attempts.size();
            if (seen >= ENOUGH && domain.failures > seen * (1 - RATIO)) {
                block(domain, now);
                // A block starts a new window, else its end would block again at once.
                domain.attempts.clear();
                domain.failures = 0;
                return true;
            }
            return false;
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

    /// Blocks this destination's domain now.
    void block(URI destination) {
        lock.lock();
        try {
            Domain domain =
                    domains.computeIfAbsent(destination.getAuthority(), key -> new Domain());
            block(domain, clock.millis());
        } finally {
            lock.unlock();
        }
    }

    /// The domains that are blocked now.
    List<BlockedDomain> blocked() {
        long now = clock.millis();
        List<BlockedDomain> blocked = new ArrayList<>();
        lock.lock();
        try {
            domains.forEach((name, domain) -> {
                if (domain.blockedUntil > now) {
                    blocked.add(
                            new BlockedDomain(
                                    name,
                                    Duration.ofMillis(domain.blockedUntil - now),
                                    domain.blockedFor,
                                    domain.blockedAt / 1000));
                }
            });
        } finally {
            lock.unlock();
        }
        return blocked;
    }

    private void block(Domain domain, long now) {
        domain.blockedUntil = now + blockMillis;
        domain.blockedAt = now;
        domain.blockedFor =
                domain.attempts.stream()
                        .filter(attempt -> !attempt.ok())
                        .collect(Collectors.groupingBy(Attempt::failure, Collectors.counting()));
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
