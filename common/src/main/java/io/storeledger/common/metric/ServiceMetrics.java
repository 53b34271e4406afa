package io.storeledger.common.metric;

import static io.storeledger.common.metric.Label.COMPONENT;

import java.util.List;

/// What every service says of itself.
public final class ServiceMetrics {
    /// Whether it is ready.
    public static final GaugeMetric READY =
            new GaugeMetric(
                    Spec.of(
                                    "ready",
                                    "1 while the service is ready; 0 while it waits for what"
                                            + " /health/ready says",
                                    Component.INGRESS,
                                    Component.ENRICHER,
                                    Component.NETSUITE_WRITER,
                                    Component.CATALOG_PUBLISHER,
                                    Component.CONSOLE)
                            .by(COMPONENT));

    static final List<Metric> ALL = List.of(READY);

    private ServiceMetrics() {}
}
