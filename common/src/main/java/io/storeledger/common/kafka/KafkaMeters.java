package io.storeledger.common.kafka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.storeledger.common.metric.KafkaMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/// Shows metrics of Kafka's own in a registry, for as long as their client is open. Kafka makes one
/// for each client, and Kafka Streams for each of those it uses.
public final class KafkaMeters implements MetricsReporter {
    private static final String REGISTRY = "storeledger.meters";
    private static final String REPORTERS = "metric.reporters";

    private final Map<KafkaMetric, Meter> meters = new ConcurrentHashMap<>();
    private Optional<MeterRegistry> registry = Optional.empty();

    /// Adds to a client's properties that it shows its metrics in a registry, beside what shows
    /// them already.
    static void show(Map<String, Object> properties, MeterRegistry registry) {
        List<Object> reporters = new ArrayList<>();
        switch (properties.get(REPORTERS)) {
            case null -> reporters.add(JmxReporter.class.getName());
            case List<?> list -> reporters.addAll(list);
            case Object text -> reporters.addAll(List.of(text.toString().split(",", -1)));
        }
        reporters.add(KafkaMeters.class.getName());
        properties.put(REPORTERS, reporters);
        properties.put(REGISTRY, registry);
    }

    @Override
    public void configure(Map<String, ?> properties) {
        registry =
                properties.get(REGISTRY) instanceof MeterRegistry given
                        ? Optional.of(given)
                        : Optional.empty();
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        var name = metric.metricName();
        registry.ifPresent(shown ->
                KafkaMetrics.meter(name.group(), name.name(), name.tags().keySet())
                        .ifPresent(meter -> meters.put(metric, register(metric, meter, shown))));
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        Meter meter = meters.remove(metric);
        registry.ifPresent(shown -> {
            if (meter != null) {
                shown.remove(meter);
            }
        });
    }

    @Override
    public void close() {
        List.copyOf(meters.keySet()).forEach(this::metricRemoval);
    }

    private static Meter register(KafkaMetric metric, String name, MeterRegistry registry) {
        Tags tags = Tags.empty();
        for (var tag : new TreeMap<>(metric.metricName().tags()).entrySet()) {
            tags = tags.and(tag.getKey().replace('-', '.'), tag.getValue());
        }
        String about = metric.metricName().description();
        return name.endsWith(".total")
                ? FunctionCounter.builder(name, metric, KafkaMeters::value)
                        .description(about)
                        .tags(tags)
                        .register(registry)
                : Gauge.builder(name, metric, KafkaMeters::value)
                        .description(about)
                        .tags(tags)
                        .register(registry);
    }

    private static double value(KafkaMetric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
