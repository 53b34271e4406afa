package io.storeledger.common.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How much of something there is now.
public record GaugeMetric(Spec spec) implements Metric {

    /// Shows a value of a thing, which it keeps alive.
    ///
    /// @param value asked at each look; NaN where there is nothing to show
    public <T> Gauge of(
            MeterRegistry registry, T thing, ToDoubleFunction<T> value, String... values) {
        return Gauge.builder(spec.name(), thing, value)
                .description(spec.about())
                .baseUnit(spec.unit().isEmpty() ? null : spec.unit())
                .tags(spec.tags(values))
                .strongReference(true)
                .register(registry);
    }

    @Override
    public Meter.Type type() {
        return Meter.Type.GAUGE;
    }

    @Override
    public List<String> series() {
        return List.of(family());
    }
}
