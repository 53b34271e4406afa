package io.storeledger.common.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.storeledger.common.metric.Component;
import io.storeledger.common.metric.Label;

/// Tells services of one process apart: each has clients of its own, of the same store and account,
/// whose gauges would else be one.
public final class ServiceMeters {
    private ServiceMeters() {}

    /// The same registry, in which every meter made through this one has the label `component`.
    ///
    /// @param all the registry of the process
    /// @param service whose clients they are of
    public static MeterRegistry of(MeterRegistry all, Component service) {
        var tagged = new CompositeMeterRegistry();
        tagged.config().commonTags(Label.COMPONENT.key(), service.word());
        tagged.add(all);
        return tagged;
    }
}
