package io.storeledger.ingress.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.metric.GaugeMetric;
import io.storeledger.common.metric.HooksMetrics;
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
        expected = shown(HooksMetrics.EXPECTED, connection, metrics);
        active = shown(HooksMetrics.ACTIVE, connection, metrics);
        missing = shown(HooksMetrics.MISSING, connection, metrics);
        blockedSeconds = shown(HooksMetrics.BLOCKED, connection, metrics);
        reactivated = HooksMetrics.REACTIVATED.of(metrics, connection);
        looked = HooksMetrics.LOOKS.of(metrics, connection, "done");
        failed = HooksMetrics.LOOKS.of(metrics, connection, "failed");
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

    private static AtomicLong shown(GaugeMetric metric, String connection, MeterRegistry metrics) {
        var value = new AtomicLong();
        metric.of(metrics, value, AtomicLong::get, connection);
        return value;
    }
}
