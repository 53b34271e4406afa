package io.storeledger.common.metric;

import java.util.List;

/// The catalogue: every metric of ours, by subject.
public final class Metrics {
    /// Metrics of one subject.
    ///
    /// @param title what they are of
    public record Group(String title, List<Metric> metrics) {
        /// Copies the list.
        public Group {
            metrics = List.copyOf(metrics);
        }
    }

    /// In the order of the documentation.
    public static final List<Group> GROUPS =
            List.of(
                    new Group("The flow of records", FlowMetrics.ALL),
                    new Group("Webhooks", IngressMetrics.ALL),
                    new Group("Hooks", HooksMetrics.ALL),
                    new Group("Sweeps", SweepMetrics.ALL),
                    new Group("The vendors' APIs", VendorMetrics.ALL),
                    new Group("Dead letters and reconciliation", ConsoleMetrics.ALL),
                    new Group("The catalogue", CatalogueMetrics.ALL),
                    new Group("Services", ServiceMetrics.ALL));

    private Metrics() {}

    /// All of them.
    public static List<Metric> all() {
        return GROUPS.stream().flatMap(group -> group.metrics().stream()).toList();
    }
}
