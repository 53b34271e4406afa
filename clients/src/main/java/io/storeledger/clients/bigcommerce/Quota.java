package io.storeledger.clients.bigcommerce;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.metric.VendorMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The store's quota, shared by all threads: lets a call go only while enough is left.
final class Quota {
    /// A window lasts 30 s; whoever is told to wait longer gives its place to other work.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(35);

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private static final long LONGEST_JITTER_MILLIS = 250;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Clock clock;
    private final RandomGenerator random;
    private final int reserve;

    private @Nullable QuotaWindow window;
    private long left = Long.MAX_VALUE;
    private long underWay;
    private long perWindow;
    private Instant heldUntil = Instant.MIN;

    Quota(String store, int reserve, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this.reserve = reserve;
        this.clock = clock;
        this.random = random;
        VendorMetrics.QUOTA_LEFT.of(meters, this, Quota::left, store);
        VendorMetrics.QUOTA_WINDOW.of(meters, this, Quota::ofWindow, store);
    }

    /// Takes one call of the quota, waiting for it if need be; give it back by [#answered] or
    /// [#unanswered].
    ///
    /// @throws ApiException.Transient if the wait would be longer than a window, or on interrupt
    void take() {
        lock.lock();
        try {
            for (Duration wait = wait(clock.instant());
                    wait.isPositive();
                    wait = wait(clock.instant())) {
                if (wait.compareTo(LONGEST_WAIT) > 0) {
                    throw passing("told to wait before the next call", 429, wait, null);
                }
                // other instances wait for the same moment: don't all arrive at once
                long jitter = 1 + random.nextLong(LONGEST_JITTER_MILLIS);
                changed.await(wait.toMillis() + jitter, TimeUnit.MILLISECONDS);
            }
            left--;
            underWay++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw passing("interrupted while it waited for the store's quota", 0, null, e);
        } finally {
            lock.unlock();
        }
    }

    /// How long a call has to wait now; forgets a window that has ended.
    Duration wait(Instant now) {
        lock.lock();
        try {
            if (now.isBefore(heldUntil)) {
                return Duration.between(now, heldUntil);
            }
            if (window == null) {
                return Duration.ZERO;
            }
            if (!now.isBefore(window.resetsAt())) {
                left = window.quota() - underWay;
                window = null;
                return Duration.ZERO;
            }
            // of a small quota at most a fifth is left to others, or nothing would ever be sent
            return left > Math.min(reserve, window.quota() / 5)
                    ? Duration.ZERO
                    : Duration.between(now, window.resetsAt());
        } finally {
            lock.unlock();
        }
    }

    /// Learns from an answer.
    void answered(Answer answer) {
        lock.lock();
        try {
            underWay--;
            Instant now = clock.instant();
            QuotaWindow.read(answer, now).ifPresent(this::learn);
            if (answer.status() == 429) {
                QuotaWindow.wait(answer).ifPresent(wait -> hold(now.plus(wait)));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A call ended without an answer.
    void unanswered() {
        lock.lock();
        try {
            underWay--;
        } finally {
            lock.unlock();
        }
    }

    /// How many calls a second the newest window allows; empty if unknown or unlimited.
    OptionalDouble callsPerSecond() {
        lock.lock();
        try {
            return perWindow == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) perWindow / WINDOW.toSeconds());
        } finally {
            lock.unlock();
        }
    }

    private void learn(QuotaWindow told) {
        window = told;
        perWindow = told.quota();
        // calls of ours that are still under way may not be in the vendor's count yet
        left = told.left() - underWay;
    }

    private void hold(Instant until) {
        heldUntil = until.isAfter(heldUntil) ? until : heldUntil;
    }

    private double ofWindow() {
        return callsPerSecond().stream()
                .map(calls -> calls * WINDOW.toSeconds())
                .findFirst()
                .orElse(Double.NaN);
    }

    private double left() {
        lock.lock();
        try {
            return window == null ? Double.NaN : Math.max(0, left);
        } finally {
            lock.unlock();
        }
    }

    private static ApiException.Transient passing(
            String why, int status, @Nullable Duration wait, @Nullable Throwable cause) {
        return new ApiException.Transient(
                "BigCommerce call was " + why + "; it is tried again later.",
                status,
                wait,
                false,
                cause);
    }
}
