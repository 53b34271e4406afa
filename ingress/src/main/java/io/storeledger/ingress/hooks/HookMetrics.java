package io.storeledger.ingress.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What the keeper of a connection's hooks tells.
final class HookMetrics {
    private final AtomicLong expected;
    private final AtomicLong active;
    private final AtomicLong missing;
    private final AtomicLong blockedSeconds;
    private final Counter reactivated;
    private final Counter looked;
    private final Counter failed;

    HookMetrics(String connection, MeterRegistry metrics) {
        expected = gauge("expected", "Hooks that the connection needs", connection, metrics);
        active = gauge("active", "Hooks that were in order at the last look", connection, metrics);
        missing =
                gauge(
                        "missing",
                        "Hooks that were absent at the last look and could not be made",
                        connection,
                        metrics);
        blockedSeconds =
                gauge(
                        "blocked.seconds",
                        "How long BigCommerce goes on to block our domain; 0 if it doesn't",
                        connection,
                        metrics);
        reactivated =
                Counter.builder("storeledger.hooks.reactivated")
                        .description("Hooks found switched off, and switched on again")
                        .tag("connection", connection)
                        .register(metrics);
        looked = looks(connection, "done", metrics);
        failed = looks(connection, "failed", metrics);
    }

    void expected(int hooks) {
        expected.set(hooks);
    }

    void looked(int hooksActive, int hooksMissing) {
        active.set(hooksActive);
        missing.set(hooksMissing);
        looked.increment();
    }

    void failed() {
        failed.increment();
    }

    void reactivated() {
        reactivated.increment();
    }

    void blocked(Duration left) {
        blockedSeconds.set(left.toSeconds());
    }

    private static AtomicLong gauge(
            String name, String description, String connection, MeterRegistry metrics) {
        var value = new AtomicLong();
        Gauge.builder("storeledger.hooks." + name, value, AtomicLong::get)
                .description(description)
                .tag("connection", connection)
                .strongReference(true)
                .register(metrics);
        return value;
    }

    private static Counter looks(String connection, String outcome, MeterRegistry metrics) {
        return Counter.builder("storeledger.hooks.looks")
                .description("How often the hooks were looked at")
                .tags("connection", connection, "outcome", outcome)
                .register(metrics);
    }
}
