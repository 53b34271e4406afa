package io.storeledger.common.metric;

import java.util.List;
import java.util.stream.Collectors;

/// `docs/metrics.md`.
final class MetricsPage {
    private static final String HEAD =
            """
            # Metrics

            Generated from the catalogue in `io.storeledger.common.metric`; don't edit. To write it anew:
            `mvn -pl common -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dstoreledger.docs.write=true`.

            Each service shows them at `/metrics` of its admin port (`admin.port`, 9404), `storeledger run` those of all services at once, told
            apart by the label `component`. The text format is Prometheus', or OpenMetrics for who asks for it: only there are exemplars, by
            which a bucket leads to a trace. A counter of Prometheus ends with `_total`; a histogram `x` has the series `x_bucket`, `x_count`,
            `x_sum`, and `x_max`, the largest of the last minutes.

            A metric is there with 0 from the service's start, for each configured connection, unless the page says since when it is. No label
            ever has a record's id, a key or a text as its value. A gauge of seconds says how long something lasts or how old it is; one
            whose name ends with `_timestamp_seconds` is a time, in seconds of the epoch.

            ## What to watch

            - **Freshness**: `max by (connection) (storeledger_order_oldest_unposted_seconds)` is the age of the oldest order that waits on its
              way to NetSuite, counted from its first webhook, live: in the enricher before it is fetched, in the writer after. What was rejected
              waits no more: `storeledger_dead_letters_oldest_seconds` counts it. What no webhook ever told shows in the sweeps and in
              `storeledger_reconcile_oldest_unposted_seconds`, which NetSuite itself is asked for.
            - **Latency**: `storeledger_webhook_to_netsuite_seconds`, of what was written.
            - **Each hop**: rate `storeledger_records_total`, errors its outcomes `rejected`, `retry` and `halt` with their reasons in
              `storeledger_records_reasons_total`, duration `storeledger_handling_seconds`, and what waits, `storeledger_lag_seconds` and
              `storeledger_lag_records`. An instance shows the lag of its own partitions: over instances the records add up, of the seconds the
              largest counts. For the ingress: `storeledger_webhooks_total`, `storeledger_webhooks_refused_total`,
              `storeledger_webhooks_answer_seconds`.
            """;

    private static final String KAFKA =
            """

            ## Kafka's clients

            Of the metrics that Kafka's clients and Kafka Streams keep themselves, those below are shown while the client is open, under the
            names that Micrometer gives them. Kafka's documentation explains them; each carries its description at `/metrics`. `client_id` is
            the client's id, `thread_id` a thread of Kafka Streams, `task_id` and `processor_node_id` a part of a topology.
            `kafka_stream_processor_node_record_e2e_latency_max`, in milliseconds, is Kafka Streams' lag as a time: how old a record is when a
            topology has dealt with it. All of Kafka's own metrics are in JMX as well.

            """;

    private static final String JVM =
            """

            ## The JVM

            | name | unit | labels | what it says |
            |---|---|---|---|
            | `jvm_info` | | `version`, `vendor`, `runtime` | always 1: which Java it is |
            | `jvm_memory_used_bytes` | bytes | `area`, `id` | memory in use, by pool |
            | `jvm_memory_committed_bytes` | bytes | `area`, `id` | memory taken from the system |
            | `jvm_memory_max_bytes` | bytes | `area`, `id` | memory that may be used; -1 if there is no limit |
            | `jvm_buffer_count_buffers` | | `id` | buffers outside of the heap |
            | `jvm_buffer_memory_used_bytes` | bytes | `id` | what they take |
            | `jvm_buffer_total_capacity_bytes` | bytes | `id` | what they hold |
            | `jvm_gc_pause_seconds` | seconds | `action`, `cause`, `gc` | collections in which the JVM stood still; once one was |
            | `jvm_gc_concurrent_phase_time_seconds` | seconds | `action`, `cause`, `gc` | collections beside the work; once one was |
            | `jvm_gc_memory_allocated_bytes_total` | bytes | | allocated since the start |
            | `jvm_gc_memory_promoted_bytes_total` | bytes | | promoted to the old generation |
            | `jvm_gc_live_data_size_bytes` | bytes | | the old generation after a collection |
            | `jvm_gc_max_data_size_bytes` | bytes | | the largest that it may be |
            | `jvm_threads_live_threads` | | | platform threads |
            | `jvm_threads_daemon_threads` | | | those of them that are daemons |
            | `jvm_threads_peak_threads` | | | the most there were |
            | `jvm_threads_started_threads_total` | | | how many were started |
            | `jvm_threads_states_threads` | | `state` | by state |
            | `jvm_classes_loaded_classes` | | | classes loaded |
            | `jvm_classes_loaded_count_classes_total` | | | classes loaded since the start |
            | `jvm_classes_unloaded_classes_total` | | | classes unloaded |
            | `process_cpu_usage` | ratio | | of all processors, how much this process uses |
            | `process_cpu_time_ns_total` | nanoseconds | | processor time used |
            | `system_cpu_usage` | ratio | | how much all processes use |
            | `system_cpu_count` | | | processors that the JVM may use |
            | `system_load_average_1m` | | | the system's load |
            | `process_uptime_seconds` | seconds | | since the start |
            | `process_start_time_seconds` | seconds | | when that was, in seconds of the epoch |
            | `process_files_open_files` | | | file descriptors in use |
            | `process_files_max_files` | | | file descriptors that may be |
            """;

    private MetricsPage() {}

    static String text() {
        var page = new StringBuilder(HEAD);
        for (Metrics.Group group : Metrics.GROUPS) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append("| name | kind | unit | labels | what it says | in |\n");
            page.append("|---|---|---|---|---|---|\n");
            group.metrics().forEach(metric -> page.append(row(metric)));
        }
        page.append(KAFKA);
        page.append("| name | labels |\n|---|---|\n");
        for (KafkaMetrics.Kept kept : KafkaMetrics.KEPT) {
            String labels =
                    kept.tags().stream()
                            .map(tag -> "`" + tag.replace('-', '_') + "`")
                            .collect(Collectors.joining(", "));
            for (String name : kept.names()) {
                page.append(
                        "| `%s` | %s |\n".formatted(kept.meter(name).replace('.', '_'), labels));
            }
        }
        page.append(JVM);
        return page.toString();
    }

    private static String row(Metric metric) {
        Spec spec = metric.spec();
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        metric.family(),
                        kind(metric),
                        spec.unit(),
                        spec.labels().stream()
                                .map(MetricsPage::label)
                                .collect(Collectors.joining("; ")),
                        spec.about() + spec.later().map(when -> ". Only " + when).orElse(""),
                        components(spec));
    }

    private static String kind(Metric metric) {
        return switch (metric) {
            case CounterMetric counter -> "counter";
            case GaugeMetric gauge -> "gauge";
            case TimerMetric timer ->
                    "histogram, to "
                            + timer.buckets().stream()
                                    .map(bound -> number(bound.toMillis()))
                                    .collect(Collectors.joining(", "));
        };
    }

    private static String number(long millis) {
        return millis % 1000 == 0 ? "" + millis / 1000 : "" + millis / 1000.0;
    }

    /// Labels that are everywhere need no words.
    private static String label(Label label) {
        boolean known = List.of("connection", "component", "topic").contains(label.key());
        String values =
                label.values().stream()
                        .map(value -> "`" + value + "`")
                        .collect(Collectors.joining(", "));
        return "`"
                + label.key()
                + "`"
                + (known ? "" : values.isEmpty() ? " " + label.about() : " " + values);
    }

    private static String components(Spec spec) {
        return spec.components().size() == Component.values().length
                ? "all"
                : spec.components().stream()
                        .sorted()
                        .map(Component::word)
                        .collect(Collectors.joining(", "));
    }
}
