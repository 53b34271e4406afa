package io.storeledger.common.metric;

import static io.storeledger.common.metric.Component.INGRESS;
import static io.storeledger.common.metric.Label.CONNECTION;
import static io.storeledger.common.metric.Label.oneOf;

import java.util.List;

/// The health of the hooks that we keep in the stores; only where `webhooks` are kept by us.
public final class HooksMetrics {
    private static final String KEPT = "where the connection's hooks are kept by us";

    /// Hooks that are needed.
    public static final GaugeMetric EXPECTED = hooks("expected", "Hooks that the connection needs");

    /// Hooks in order.
    public static final GaugeMetric ACTIVE =
            hooks("active", "Hooks that were in order at the last look");

    /// Hooks absent.
    public static final GaugeMetric MISSING =
            hooks("missing", "Hooks that were absent at the last look and could not be made");

    /// Whether we are blocked.
    public static final GaugeMetric BLOCKED =
            new GaugeMetric(
                    kept("blocked", "How long BigCommerce goes on to block our domain; else 0")
                            .in(Spec.SECONDS)
                            .by(CONNECTION));

    /// Hooks mended.
    public static final CounterMetric REACTIVATED =
            new CounterMetric(
                    kept("reactivated", "Hooks found switched off, and switched on again")
                            .by(CONNECTION));

    /// Looks at them.
    public static final CounterMetric LOOKS =
            new CounterMetric(
                    kept("looks", "How often the hooks were looked at")
                            .by(CONNECTION, oneOf("outcome", "done", "failed")));

    /// What BigCommerce tells of failures.
    public static final CounterMetric EXCEPTIONS =
            new CounterMetric(
                    Spec.of(
                                    "hooks.delivery.exceptions",
                                    "What BigCommerce told of deliveries that failed: 90001 one"
                                            + " did, 90002 all retries did, 90003 the domain is"
                                            + " blocked",
                                    INGRESS)
                            .by(CONNECTION, oneOf("code", "90001", "90002", "90003", "other")));

    static final List<Metric> ALL =
            List.of(EXPECTED, ACTIVE, MISSING, BLOCKED, REACTIVATED, LOOKS, EXCEPTIONS);

    private HooksMetrics() {}

    private static GaugeMetric hooks(String name, String about) {
        return new GaugeMetric(kept(name, about).by(CONNECTION));
    }

    private static Spec kept(String name, String about) {
        return Spec.of("hooks." + name, about, INGRESS).later(KEPT);
    }
}
