package io.storeledger.common.metric;

import static io.storeledger.common.metric.Label.COMPONENT;

import java.util.List;

/// What every service says of itself.
public final class ServiceMetrics {
    private static final String WATCHED = "where the files are watched: not in `storeledger demo`";

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

    /// Whether the configuration is what runs.
    public static final GaugeMetric CONFIG_STALE =
            new GaugeMetric(
                    everywhere(
                                    "config.stale",
                                    "1 while the configuration's files say something else than what"
                                        + " runs, because of a fault in them or because it needs a"
                                        + " restart")
                            .later(WATCHED));

    /// Changes of the configuration that were seen.
    public static final CounterMetric CONFIG_RELOADS =
            new CounterMetric(
                    everywhere("config.reloads", "Changes of the configuration's files")
                            .by(Label.oneOf("outcome", "applied", "faulty", "needs-restart"))
                            .later(WATCHED));

    static final List<Metric> ALL = List.of(READY, CONFIG_STALE, CONFIG_RELOADS);

    private static Spec everywhere(String name, String about) {
        return Spec.of(
                name,
                about,
                Component.INGRESS,
                Component.ENRICHER,
                Component.NETSUITE_WRITER,
                Component.CATALOG_PUBLISHER,
                Component.CONSOLE);
    }

    private ServiceMetrics() {}
}
