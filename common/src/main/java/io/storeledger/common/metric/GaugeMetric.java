package io.storeledger.common.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /// Values whose labels come and go.
    public Rows rows(MeterRegistry registry) {
        return new Rows(
                spec,
                MultiGauge.builder(spec.name())
                        .description(spec.about())
                        .baseUnit(spec.unit().isEmpty() ? null : spec.unit())
                        .register(registry));
    }

    /// Values whose labels come and go.
    public static final class Rows {
        private final Spec spec;
        private final MultiGauge gauge;

        private Rows(Spec spec, MultiGauge gauge) {
            this.spec = spec;
            this.gauge = gauge;
        }

        /// Shows these and no others.
        ///
        /// @param values by the labels' values
        public void show(Map<List<String>, ? extends Number> values) {
            List<Row<?>> rows = new ArrayList<>();
            values.forEach((labels, value) ->
                    rows.add(Row.of(spec.tags(labels.toArray(String[]::new)), value)));
            gauge.register(rows, true);
        }
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
