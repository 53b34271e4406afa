package io.storeledger.common.metric;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which of their own metrics Kafka's clients and Kafka Streams show: those that say whether they
/// get on with the cluster. Kafka has some hundreds of them for each client, topic, partition and
/// broker; more than these would cost more than they tell.
///
/// They are named as Micrometer names them, `kafka.consumer.fetch.manager.records.lag.max`, so that
/// dashboards made for others fit.
public final class KafkaMetrics {
    private static final String CLIENT = "client-id";
    private static final String THREAD = "thread-id";

    /// Metrics of one of Kafka's groups.
    ///
    /// @param group Kafka's name for it
    /// @param tags exactly these: the same names come with others as well
    /// @param names Kafka's names
    public record Kept(String group, List<String> tags, List<String> names) {
        /// Copies the lists.
        public Kept {
            tags = List.copyOf(tags);
            names = List.copyOf(names);
        }

        /// A metric's name in Micrometer.
        public String meter(String metric) {
            String of = group.endsWith("-metrics") ? group.substring(0, group.length() - 8) : group;
            return "kafka." + of.replace('-', '.') + "." + metric.replace('-', '.');
        }
    }

    /// All that are shown.
    public static final List<Kept> KEPT =
            List.of(
                    new Kept(
                            "producer-metrics",
                            List.of(CLIENT),
                            List.of(
                                    "record-send-total",
                                    "record-error-total",
                                    "record-retry-total",
                                    "record-queue-time-avg",
                                    "request-latency-avg",
                                    "request-latency-max",
                                    "outgoing-byte-total",
                                    "batch-size-avg",
                                    "buffer-available-bytes",
                                    "produce-throttle-time-avg",
                                    "connection-count",
                                    "failed-authentication-total")),
                    new Kept(
                            "consumer-metrics",
                            List.of(CLIENT),
                            List.of(
                                    "last-poll-seconds-ago",
                                    "time-between-poll-max",
                                    "connection-count",
                                    "failed-authentication-total")),
                    new Kept(
                            "consumer-fetch-manager-metrics",
                            List.of(CLIENT),
                            List.of(
                                    "records-consumed-total",
                                    "bytes-consumed-total",
                                    "records-lag-max",
                                    "fetch-latency-avg",
                                    "fetch-latency-max",
                                    "fetch-throttle-time-avg")),
                    new Kept(
                            "consumer-coordinator-metrics",
                            List.of(CLIENT),
                            List.of(
                                    "assigned-partitions",
                                    "last-heartbeat-seconds-ago",
                                    "commit-latency-avg",
                                    "commit-total",
                                    "rebalance-total",
                                    "failed-rebalance-total",
                                    "rebalance-latency-max")),
                    new Kept(
                            "admin-client-metrics",
                            List.of(CLIENT),
                            List.of("connection-count", "failed-authentication-total")),
                    new Kept(
                            "stream-metrics",
                            List.of(CLIENT),
                            List.of("alive-stream-threads", "failed-stream-threads")),
                    new Kept(
                            "stream-thread-metrics",
                            List.of(THREAD),
                            List.of(
                                    "process-total",
                                    "process-latency-avg",
                                    "poll-latency-avg",
                                    "commit-latency-avg",
                                    "commit-latency-max")),
                    new Kept(
                            "stream-task-metrics",
                            List.of(THREAD, "task-id"),
                            List.of("dropped-records-total")),
                    new Kept(
                            "stream-processor-node-metrics",
                            List.of(THREAD, "task-id", "processor-node-id"),
                            List.of("record-e2e-latency-avg", "record-e2e-latency-max")));

    private KafkaMetrics() {}

    /// The name under which a metric of Kafka's is shown; empty if it is not.
    ///
    /// @param tags its tags' names
    public static Optional<String> meter(String group, String name, Collection<String> tags) {
        return KEPT.stream()
                .filter(kept ->
                        kept.group().equals(group)
                                && kept.names().contains(name)
                                && kept.tags().size() == tags.size()
                                && tags.containsAll(kept.tags()))
                .map(kept -> kept.meter(name))
                .findFirst();
    }
}
