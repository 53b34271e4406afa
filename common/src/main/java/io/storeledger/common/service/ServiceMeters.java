package io.storeledger.common.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/// Tells services of one process apart: each has clients of its own, of the same store and account,
/// whose gauges would else be one.
public final class ServiceMeters {
    private ServiceMeters() {}

    /// The same registry, in which every meter made through this one has the tag `service`.
    ///
    /// @param all the registry of the process
    /// @param service the service's name
    public static MeterRegistry of(MeterRegistry all, String service) {
        var tagged = new CompositeMeterRegistry();
        tagged.config().commonTags("service", service);
        tagged.add(all);
        return tagged;
    }
}
