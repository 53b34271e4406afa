package io.storeledger.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class KafkaMetersTest {
    private static final String FETCHES = "consumer-fetch-manager-metrics";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void showsWhatIsKeptForAsLongAsTheClientIsOpen() {
        var reporter = reporter(new HashMap<>());

        try (var metrics = new Metrics(new MetricConfig(), List.of(reporter), Time.SYSTEM, false)) {
            add(metrics, "records-lag-max", Map.of("client-id", "a"), 7);
            add(metrics, "records-consumed-total", Map.of("client-id", "a"), 9);

            assertThat(
                            registry.get("kafka.consumer.fetch.manager.records.lag.max")
                                    .tag("client.id", "a")
                                    .gauge()
                                    .value())
                    .isEqualTo(7);
            assertThat(
                            registry.get("kafka.consumer.fetch.manager.records.consumed.total")
                                    .functionCounter()
                                    .count())
                    .isEqualTo(9);
            metrics.removeMetric(
                    new MetricName("records-lag-max", FETCHES, "", Map.of("client-id", "a")));
            assertThat(registry.getMeters()).hasSize(1);
        }

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void showsNothingOfEachPartitionAndNothingThatIsNotKept() {
        var reporter = reporter(new HashMap<>());

        try (var metrics = new Metrics(new MetricConfig(), List.of(reporter), Time.SYSTEM, false)) {
            add(
                    metrics,
                    "records-lag-max",
                    Map.of("client-id", "a", "topic", "t", "partition", "1"),
                    7);
            add(metrics, "records-per-request-avg", Map.of("client-id", "a"), 7);

            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    void stayBesideTheReportersThatAreConfigured() {
        Map<String, Object> properties = new HashMap<>(Map.of("metric.reporters", "a.B,c.D"));

        KafkaMeters.show(properties, registry);

        assertThat(properties.get("metric.reporters"))
                .isEqualTo(List.of("a.B", "c.D", KafkaMeters.class.getName()));
    }

    private KafkaMeters reporter(Map<String, Object> properties) {
        KafkaMeters.show(properties, registry);
        var reporter = new KafkaMeters();
        reporter.configure(properties);
        return reporter;
    }

    private static void add(Metrics metrics, String name, Map<String, String> tags, double value) {
        metrics.addMetric(
                new MetricName(name, FETCHES, "", tags), (Gauge<Double>) (config, now) -> value);
    }
}
