package io.storeledger.common.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// How long something takes, as a histogram of seconds.
///
/// @param buckets their upper bounds, ascending
public record TimerMetric(Spec spec, List<Duration> buckets) implements Metric {
    /// Copies the buckets.
    public TimerMetric {
        buckets = List.copyOf(buckets);
    }

    /// A histogram with these bounds.
    static TimerMetric of(Spec spec, double... seconds) {
        return new TimerMetric(
                spec.in(Spec.SECONDS),
                Arrays.stream(seconds)
                        .mapToObj(bound -> Duration.ofMillis(Math.round(bound * 1000)))
                        .toList());
    }

    /// The timer with these values of its labels.
    public Timer of(MeterRegistry registry, String... values) {
        return Timer.builder(spec.name())
                .description(spec.about())
                .serviceLevelObjectives(buckets.toArray(Duration[]::new))
                .tags(spec.tags(values))
                .register(registry);
    }

    @Override
    public Meter.Type type() {
        return Meter.Type.TIMER;
    }

    @Override
    public List<String> series() {
        String name = family();
        return List.of(name + "_bucket", name + "_count", name + "_sum", name + "_max");
    }
}
