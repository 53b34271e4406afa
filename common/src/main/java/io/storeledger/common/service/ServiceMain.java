package io.storeledger.common.service;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.storeledger.common.config.ConfigWatch;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.trace.Tracing;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Runs one service as a process of its own: `java ... IngressMain storeledger.yaml`.
public final class ServiceMain {
    private static final int UNUSABLE = 2;

    private ServiceMain() {}

    /// Makes a service from the configuration.
    @FunctionalInterface
    public interface Starter {
        /// Starts it; a fault of the user's is an exception whose message is one sentence.
        Service start(SettingsFile file, MeterRegistry registry, Tracing tracing);
    }

    /// Reads the configuration, starts the service and its admin port, and waits for SIGTERM.
    ///
    /// @param name the service's
    /// @param reader reads all that the starter reads of the configuration, to see whether a change
    ///   of it can be followed
    public static void run(String name, String[] args, Consumer<Settings> reader, Starter starter) {
        runWithoutKafka(
                name,
                args,
                root -> {
                    KafkaConfig.readCluster(root.section("kafka"));
                    reader.accept(root);
                },
                starter);
    }

    /// The same for what needs no cluster.
    public static void runWithoutKafka(
            String name, String[] args, Consumer<Settings> reader, Starter starter) {
        if (args.length != 1) {
            System.err.println("Name one file: the configuration.");
            System.exit(UNUSABLE);
        }
        try {
            Path path = Path.of(args[0]);
            SettingsFile file = SettingsFile.load(path, System.getenv());
            AdminConfig admin = AdminConfig.read(Sections.root(file).section("admin"));
            PrometheusMeterRegistry registry = registry();
            var telemetry = Telemetry.of("storeledger-" + name, System.getenv());
            Service service = starter.start(file, registry, telemetry.tracing());
            AdminServer server =
                    new AdminServer(admin, registry, List.of(service), file.effective()::text);
            var watch = new ConfigWatch(file, () -> read(path, reader), registry);
            var end = BrokenEnd.watch(service::broken, java.time.Clock.systemUTC());
            GracefulStop.await(() -> {
                end.close();
                watch.close();
                service.close();
                server.close();
                telemetry.close();
            });
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(UNUSABLE);
        }
    }

    private static SettingsFile read(Path path, Consumer<Settings> reader) {
        SettingsFile file = SettingsFile.load(path, System.getenv());
        Settings root = Sections.root(file);
        AdminConfig.read(root.section("admin"));
        reader.accept(root);
        file.check();
        return file;
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
}
