package io.storeledger.common.service;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Runs one service as a process of its own: `java ... IngressMain storeledger.yaml`.
public final class ServiceMain {
    private static final int UNUSABLE = 2;

    private ServiceMain() {}

    /// Makes a service from the configuration.
    @FunctionalInterface
    public interface Starter {
        /// Starts it; a fault of the user's is an exception whose message is one sentence.
        Service start(SettingsFile file, MeterRegistry registry);
    }

    /// Reads the configuration, starts the service and its admin port, and waits for SIGTERM.
    public static void run(String[] args, Starter starter) {
        if (args.length != 1) {
            System.err.println("Name one file: the configuration.");
            System.exit(UNUSABLE);
        }
        try {
            SettingsFile file = SettingsFile.load(Path.of(args[0]), System.getenv());
            AdminConfig admin = AdminConfig.read(Sections.root(file).section("admin"));
            PrometheusMeterRegistry registry = registry();
            Service service = starter.start(file, registry);
            AdminServer server =
                    new AdminServer(admin.host(), admin.port(), registry, List.of(service));
            awaitTermination(() -> {
                service.close();
                server.close();
            });
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(UNUSABLE);
        }
    }

    /// A registry with the JVM's own metrics in it, whose histograms have the current traces as
    /// exemplars.
    public static PrometheusMeterRegistry registry() {
        var registry =
                new PrometheusMeterRegistry(
                        PrometheusConfig.DEFAULT,
                        new PrometheusRegistry(),
                        Clock.SYSTEM,
                        new CurrentSpan());
        JvmMeters.bindTo(registry);
        return registry;
    }

    private static void awaitTermination(Runnable stop) {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    stop.run();
                                    stopped.countDown();
                                }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
