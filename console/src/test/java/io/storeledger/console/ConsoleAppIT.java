package io.storeledger.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BrokerExtension.class)
class ConsoleAppIT {
    @TempDir private Path folder;

    @Test
    void tellsWhoeverUsesTheMachineThatTheyMayDoEverything(EmbeddedBroker broker) throws Exception {
        Path file = folder.resolve("storeledger.yaml");
        Files.writeString(
                file,
                """
                dataFolder: "%s"
                kafka:
                  bootstrapServers: "%s"
                console:
                  port: 0
                """
                        .formatted(folder, broker.bootstrapServers()));
        SettingsFile settings = SettingsFile.load(file, Map.of());
        Settings root = Sections.root(settings);
        var kafka = new KafkaClients(KafkaConfig.readCluster(root.section("kafka")));

        try (var console =
                        new ConsoleApp(
                                ConsoleConfig.read(root),
                                kafka,
                                Clock.systemUTC(),
                                RandomGenerator.getDefault(),
                                new SimpleMeterRegistry());
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> me =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%d/api/v1/me"
                                                            .formatted(console.port())))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(me.statusCode()).isEqualTo(200);
            assertThat(me.body())
                    .contains(System.getProperty("user.name"))
                    .contains("LOOK", "PAYLOADS", "ACT");
        }
    }
}
