package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.EnricherApp;
import io.storeledger.enricher.EnricherConfig;
import io.storeledger.ingress.IngressApp;
import io.storeledger.ingress.IngressConfig;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.webhook.Hook;
import io.storeledger.sandbox.fault.Fault;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a hook that was switched off to the order that nobody told of.
class NothingMissedIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void aHookThatWasSwitchedOffIsSwitchedOnAgainAndItsGapSwept() throws Exception {
        var metrics = new SimpleMeterRegistry();
        var clock = Clock.systemUTC();
        try (var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                var sandbox = SandboxApp.start(SandboxConfig.defaults(), clock, new Random(1))) {
            var kafka = new KafkaClients(kafka(broker));
            new TopicAdmin(kafka).ensure(Topics.ALL);
            var root = SettingsFile.parse("test.yaml", yaml(sandbox), Map.of()).root();
            try (var _ =
                            new IngressApp(
                                    IngressConfig.read(root),
                                    kafka,
                                    clock,
                                    new Random(1),
                                    metrics);
                    var _ =
                            new EnricherApp(
                                    EnricherConfig.read(root),
                                    kafka,
                                    clock,
                                    new Random(1),
                                    metrics)) {
                await().atMost(LONG).until(() -> sandbox.store().hooks().size() == 8);
                long told = sandbox.store().placeOrder(Json.object().put("status_id", 11));
                await().atMost(LONG).until(() -> orders(kafka).contains(told));
                sandbox.faults().next(Fault.WEBHOOK_LOST, 1);
                long lost = sandbox.store().placeOrder(Json.object().put("status_id", 11));

                Hook hook = sandbox.store().hooks().getFirst();
                switchOff(sandbox, hook);

                await().atMost(LONG).until(() -> orders(kafka).contains(lost));
                await().atMost(LONG).until(() -> sandbox.store().hooks().getFirst().active());
                assertThat(orders(kafka)).containsExactlyInAnyOrder(told, lost);
                assertThat(metrics.get("storeledger.hooks.reactivated").counter().count())
                        .isEqualTo(1);
                assertThat(
                                metrics.get("storeledger.sweep.found")
                                        .tags("resource", "order", "by", "sweep")
                                        .counter()
                                        .count())
                        .isEqualTo(1);
            }
        }
    }

    private String yaml(SandboxApp sandbox) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var store = sandbox.store().config();
        return """
        dataFolder: "@FOLDER@"
        ingress: {host: 127.0.0.1, port: @PORT@}
        enricher: {retry: {first: 50ms, longest: 200ms}}
        connections:
          main:
            bigcommerce:
              storeHash: sandbox1
              apiUrl: "@URL@"
              accessToken: "@TOKEN@"
              clientSecrets: "@SECRET@"
              webhooks:
                hooks: {destination: "http://127.0.0.1:@PORT@", interval: 300ms}
            sweeps: {interval: 1h, margin: 0s, lookAgainAfter: []}
        """
                .replace("@FOLDER@", folder.toString())
                .replace("@PORT@", String.valueOf(port))
                .replace("@URL@", sandbox.bigCommerceUrl().toString())
                .replace("@TOKEN@", store.accessToken())
                .replace("@SECRET@", store.clientSecret());
    }

    private static KafkaConfig kafka(EmbeddedBroker broker) {
        return new KafkaConfig(
                Optional.of(broker.bootstrapServers()),
                Map.of("fetch.max.wait.ms", "50"),
                "",
                "test.",
                3,
                1,
                Optional.empty());
    }

    private static void switchOff(SandboxApp sandbox, Hook hook)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        sandbox.bigCommerceUrl()
                                                + "/stores/sandbox1/v3/hooks/"
                                                + hook.id()))
                        .header("X-Auth-Token", sandbox.store().config().accessToken())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"is_active\":false}"))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private static List<Long> orders(KafkaClients kafka) {
        String topic = kafka.config().nameOf(Topics.ORDERS);
        List<Long> ids = new ArrayList<>();
        try (var consumer = kafka.consumer("reader", "reader")) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                ids.add(Json.read(record.value(), OrderSnapshot.class).orderId()));
            }
        }
        return ids;
    }
}
