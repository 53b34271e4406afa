package io.storeledger.common.metric;

import static io.storeledger.common.metric.Component.INGRESS;
import static io.storeledger.common.metric.Label.CONNECTION;
import static io.storeledger.common.metric.Label.oneOf;

import java.util.List;

/// Webhooks as they come in, and the hooks that make them come.
public final class IngressMetrics {
    /// Deliveries that were taken.
    public static final CounterMetric WEBHOOKS =
            new CounterMetric(
                    Spec.of(
                                    "webhooks",
                                    "Deliveries that were answered 200, by where they were written",
                                    INGRESS)
                            .by(
                                    CONNECTION,
                                    oneOf("result", "accepted", "dead-letter"),
                                    oneOf(
                                            "scheme",
                                            "standard-webhooks",
                                            "x-bc-signature",
                                            "shared-secret")));

    /// Deliveries that were not.
    public static final CounterMetric REFUSED =
            new CounterMetric(
                    Spec.of(
                                    "webhooks.refused",
                                    "Deliveries that were not answered 200; those of no configured"
                                            + " connection count as connection \"none\"",
                                    INGRESS)
                            .by(
                                    CONNECTION,
                                    oneOf(
                                            "reason",
                                            "missing",
                                            "malformed",
                                            "mismatch",
                                            "other-store",
                                            "unknown-connection",
                                            "too-large",
                                            "aborted",
                                            "busy",
                                            "unavailable",
                                            "stopping")));

    /// Deliveries signed long ago.
    public static final CounterMetric LATE =
            new CounterMetric(
                    Spec.of(
                                    "webhooks.late",
                                    "Genuine deliveries signed longer ago than a delivery takes",
                                    INGRESS)
                            .by(CONNECTION, oneOf("result", "accepted", "replayed")));

    /// How long an answer takes.
    public static final TimerMetric ANSWER =
            TimerMetric.of(
                    Spec.of(
                            "webhooks.answer",
                            "From a delivery's headers to its answer, whatever it is",
                            INGRESS),
                    .005,
                    .01,
                    .025,
                    .05,
                    .1,
                    .25,
                    .5,
                    1,
                    2,
                    5);

    /// Deliveries under way.
    public static final GaugeMetric IN_FLIGHT =
            new GaugeMetric(
                    Spec.of(
                            "webhooks.in.flight",
                            "Deliveries being read, judged or written",
                            INGRESS));

    /// What BigCommerce judges us by.
    public static final GaugeMetric SUCCESS =
            new GaugeMetric(
                    Spec.of(
                                    "webhooks.success",
                                    "Of the last 2 minutes' deliveries, how many were answered 2xx;"
                                            + " below 0.9 of at least 100 BigCommerce blocks the"
                                            + " domain",
                                    INGRESS)
                            .in("ratio")
                            .by(CONNECTION));

    /// Of how many.
    public static final GaugeMetric WINDOW =
            new GaugeMetric(
                    Spec.of("webhooks.window.requests", "Deliveries in the last 2 minutes", INGRESS)
                            .by(CONNECTION));

    /// How long nothing came.
    public static final GaugeMetric SILENCE =
            new GaugeMetric(
                    Spec.of(
                                    "webhooks.silence",
                                    "Since the last delivery that was taken; NaN before the first"
                                            + " since the start",
                                    INGRESS)
                            .in(Spec.SECONDS)
                            .by(CONNECTION));

    static final List<Metric> ALL =
            List.of(WEBHOOKS, REFUSED, LATE, ANSWER, IN_FLIGHT, SUCCESS, WINDOW, SILENCE);

    private IngressMetrics() {}
}
