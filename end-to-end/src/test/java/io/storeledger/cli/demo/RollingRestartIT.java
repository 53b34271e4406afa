package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.TestCluster;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.Service;
import io.storeledger.enricher.EnricherApp;
import io.storeledger.ingress.IngressApp;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.writer.WriterApp;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of three nodes, restarted one after the other as platform teams do, while orders flow.
class RollingRestartIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void nothingIsLostAndNothingIsTwice() {
        var clock = Clock.systemUTC();
        var registry = new SimpleMeterRegistry();
        var placed = new ConcurrentLinkedQueue<Long>();
        try (var cluster = new TestCluster(folder.resolve("kafka"));
                var sandbox = SandboxApp.start(SandboxConfig.defaults(), clock, new Random(1))) {
            PipelineConfig config = DemoConfig.write(folder, sandbox, clock);
            var kafka = new KafkaClients(kafka(cluster));
            new Admission(kafka, KafkaAccess.INGRESS).require();
            try (var ingress =
                            new IngressApp(
                                    config.ingress(), kafka, clock, new Random(1), registry);
                    var enricher =
                            new EnricherApp(
                                    config.enricher(), kafka, clock, new Random(1), registry);
                    var writer =
                            new WriterApp(config.writer(), kafka, clock, new Random(1), registry);
                    var shoppers = Executors.newSingleThreadScheduledExecutor()) {
                var services = List.<Service>of(ingress, enricher, writer);
                awaitReady(services);
                var _ =
                        shoppers.scheduleWithFixedDelay(
                                () -> placed.add(place(sandbox)), 0, 200, TimeUnit.MILLISECONDS);
                for (int node = 0; node < cluster.size(); node++) {
                    cluster.restart(node);
                    int before = placed.size();
                    await().atMost(LONG).until(() -> placed.size() >= before + 5);
                    awaitReady(services);
                }
                shoppers.shutdown();

                await().atMost(LONG)
                        .untilAsserted(() ->
                                assertThat(placed).allMatch(order -> isThere(sandbox, order)));
            }
            assertThat(sandbox.netSuite().records("salesOrder")).hasSize(placed.size());
        }
    }

    private static void awaitReady(List<Service> services) {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(services)
                                .allSatisfy(service ->
                                        assertThat(service.waitingFor())
                                                .as(service.name())
                                                .isEmpty()));
    }

    private static KafkaConfig kafka(TestCluster cluster) {
        return new KafkaConfig(
                Optional.of(cluster.bootstrapServers()),
                Map.of(),
                "",
                "test.",
                3,
                3,
                Optional.empty());
    }

    private static long place(SandboxApp sandbox) {
        long id = sandbox.shoppers().placeOne();
        sandbox.store().updateStatus(id, 11);
        return id;
    }

    private static boolean isThere(SandboxApp sandbox, long order) {
        String id =
                new ExternalIds(sandbox.store().config().hash()).salesOrder(Long.toString(order));
        return sandbox.netSuite().byExternalId("salesOrder", id).isPresent();
    }
}
