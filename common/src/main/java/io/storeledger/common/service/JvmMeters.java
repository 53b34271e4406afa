package io.storeledger.common.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/// The JVM's own metrics, for as long as it lives.
final class JvmMeters {
    /// Kept: the one of collections listens to the JVM and must not be collected itself.
    private static final List<MeterBinder> BINDERS =
            List.of(
                    new JvmInfoMetrics(),
                    new JvmMemoryMetrics(),
                    new JvmGcMetrics(),
                    new JvmThreadMetrics(),
                    new ClassLoaderMetrics(),
                    new ProcessorMetrics(),
                    new UptimeMetrics(),
                    new FileDescriptorMetrics());

    private JvmMeters() {}

    static void bindTo(MeterRegistry registry) {
        BINDERS.forEach(binder -> binder.bindTo(registry));
    }
}
