package io.storeledger.common.metric;

import static io.storeledger.common.metric.Component.ENRICHER;
import static io.storeledger.common.metric.Label.CONNECTION;
import static io.storeledger.common.metric.Label.oneOf;

import java.util.List;

/// Sweeps of the stores' lists, which find what no webhook told.
public final class SweepMetrics {
    private static final String SWEPT = "where the connection has sweeps";
    private static final Label RESOURCE = oneOf("resource", "order", "refund", "customer");

    /// Sweeps made.
    public static final CounterMetric SWEEPS =
            new CounterMetric(
                    Spec.of("sweeps", "Sweeps of the store's lists", ENRICHER)
                            .by(CONNECTION, oneOf("outcome", "done", "failed"))
                            .later(SWEPT));

    /// How old the last is.
    public static final GaugeMetric AGE =
            new GaugeMetric(
                    Spec.of(
                                    "sweep.age",
                                    "Since the last sweep ended; NaN where another instance sweeps,"
                                            + " and before the first",
                                    ENRICHER)
                            .in(Spec.SECONDS)
                            .by(CONNECTION)
                            .later(SWEPT));

    /// What they saw.
    public static final CounterMetric SEEN =
            new CounterMetric(
                    Spec.of("sweep.seen", "Records seen in the store's lists", ENRICHER)
                            .by(CONNECTION, RESOURCE)
                            .later(SWEPT));

    /// What nobody told.
    public static final CounterMetric FOUND =
            new CounterMetric(
                    Spec.of("sweep.found", "Changes that no webhook had told of", ENRICHER)
                            .by(CONNECTION, RESOURCE, oneOf("by", "sweep", "backfill")));

    static final List<Metric> ALL = List.of(SWEEPS, AGE, SEEN, FOUND);

    private SweepMetrics() {}
}
