package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.catalog.CatalogApp;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.metric.CatalogueMetrics;
import io.storeledger.common.metric.ConsoleMetrics;
import io.storeledger.common.metric.FlowMetrics;
import io.storeledger.common.metric.HooksMetrics;
import io.storeledger.common.metric.Metric;
import io.storeledger.common.metric.SweepMetrics;
import io.storeledger.common.service.AdmittedService;
import io.storeledger.common.service.Service;
import io.storeledger.console.ConsoleApp;
import io.storeledger.enricher.EnricherApp;
import io.storeledger.ingress.IngressApp;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.writer.WriterApp;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service whose start fails again and again, near its end, before it succeeds.
class FailedStartIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int FAILURES = 3;

    @TempDir private static Path folder;

    private static EmbeddedBroker broker;
    private static SandboxApp sandbox;
    private static PipelineConfig config;
    private static KafkaClients kafka;

    private final Clock clock = Clock.systemUTC();

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        config = DemoConfig.write(folder, sandbox, Clock.systemUTC());
        kafka = new KafkaClients(config.kafka().at(broker.bootstrapServers()));
        for (KafkaAccess access : KafkaAccess.ALL) {
            new Admission(kafka, access).require();
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        broker.close();
    }

    @Test
    void theIngressLeavesNothingBehind() throws Exception {
        assertNothingLeft(
                HooksMetrics.LOOKS,
                metrics -> new IngressApp(config.ingress(), kafka, clock, new Random(1), metrics));
    }

    @Test
    void theEnricherLeavesNothingBehind() throws Exception {
        assertNothingLeft(
                SweepMetrics.AGE,
                metrics ->
                        new EnricherApp(config.enricher(), kafka, clock, new Random(1), metrics));
    }

    @Test
    void theWriterLeavesNothingBehind() throws Exception {
        assertNothingLeft(
                FlowMetrics.WEBHOOK_TO_NETSUITE,
                metrics -> new WriterApp(config.writer(), kafka, clock, new Random(1), metrics));
    }

    @Test
    void theCatalogPublisherLeavesNothingBehind() throws Exception {
        assertNothingLeft(
                CatalogueMetrics.READING_AGE,
                metrics -> new CatalogApp(config.catalog(), kafka, clock, new Random(1), metrics));
    }

    @Test
    void theConsoleLeavesNothingBehind() throws Exception {
        assertNothingLeft(
                ConsoleMetrics.OPEN,
                metrics -> new ConsoleApp(config.console(), kafka, clock, new Random(1), metrics));
    }

    /// @param last one of the last meters that the service makes at its start
    private static void assertNothingLeft(Metric last, Function<MeterRegistry, Service> starter)
            throws Exception {
        var metrics = new SimpleMeterRegistry();
        var failures = new AtomicInteger();
        metrics.config().meterFilter(failing(last.spec().name(), failures));
        // threads belong to the group of those that start them
        var group = new ThreadGroup("service");
        try (var thread =
                        Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().group(group).factory());
                var service =
                        thread.submit(() ->
                                        AdmittedService.start(
                                                "test",
                                                metrics,
                                                () -> {
                                                    assertThat(metrics.getMeters()).isEmpty();
                                                    return starter.apply(metrics);
                                                },
                                                SHORT))
                                .get()) {
            await().atMost(LONG).until(() -> service.waitingFor().isEmpty());
        }

        assertThat(failures).hasValueGreaterThan(FAILURES);
        await().atMost(LONG).untilAsserted(() -> assertThat(threads(group)).isEmpty());
    }

    private static MeterFilter failing(String name, AtomicInteger failures) {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().equals(name) && failures.getAndIncrement() < FAILURES) {
                    throw new KafkaException("for a test");
                }
                return id;
            }
        };
    }

    private static List<String> threads(ThreadGroup group) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> group.equals(thread.getThreadGroup()))
                .map(Thread::getName)
                // OkHttp and Okio have one for the whole JVM
                .filter(name -> !name.startsWith("Ok"))
                .toList();
    }
}
