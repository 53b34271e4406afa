package io.storeledger.common.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;

/// A metric of ours: made through its constant in the catalogue, it has the name, the unit, the
/// description and the labels that are declared there.
public sealed interface Metric permits CounterMetric, GaugeMetric, TimerMetric {
    /// How counters end.
    String TOTAL = "_total";

    /// What is declared of it.
    Spec spec();

    /// What Micrometer takes it for.
    Meter.Type type();

    /// The names of its series in Prometheus.
    List<String> series();

    /// Its name in Prometheus, without the ends that only some of its series have.
    default String family() {
        String unit = spec().unit();
        String name =
                new PrometheusNamingConvention()
                        .name(spec().name(), type(), unit.isEmpty() ? null : unit);
        return type() == Meter.Type.COUNTER ? name + TOTAL : name;
    }
}
