package io.storeledger.common.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/// How often something happened.
public record CounterMetric(Spec spec) implements Metric {

    /// The counter with these values of its labels; it is 0 when it is asked for first.
    public Counter of(MeterRegistry registry, String... values) {
        return Counter.builder(spec.name())
                .description(spec.about())
                .baseUnit(spec.unit().isEmpty() ? null : spec.unit())
                .tags(spec.tags(values))
                .register(registry);
    }

    @Override
    public Meter.Type type() {
        return Meter.Type.COUNTER;
    }

    @Override
    public List<String> series() {
        return List.of(family());
    }
}
