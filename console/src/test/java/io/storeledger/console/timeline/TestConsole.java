package io.storeledger.console.timeline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.console.ConsoleApp;
import io.storeledger.console.ConsoleConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A console that is one of several, with a folder of its own.
final class TestConsole implements AutoCloseable {
    static final String SECRET = "known to all consoles";

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConsoleApp app;

    TestConsole(EmbeddedBroker broker, String prefix, Path folder) {
        Settings root = settings(broker, prefix, folder);
        app =
                new ConsoleApp(
                        ConsoleConfig.read(root),
                        new KafkaClients(KafkaConfig.readCluster(root.section("kafka"))),
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        metrics);
    }

    static KafkaClients kafka(EmbeddedBroker broker, String prefix) {
        return new KafkaClients(
                KafkaConfig.readCluster(
                        settings(broker, prefix, Path.of("unused")).section("kafka")));
    }

    HttpResponse<String> get(String path, String... headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d%s".formatted(app.port(), path)));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the console does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
        app.close();
    }

    private static Settings settings(EmbeddedBroker broker, String prefix, Path folder) {
        return Sections.root(
                SettingsFile.parse(
                        "the test",
                        """
                        dataFolder: "%s"
                        kafka:
                          bootstrapServers: "%s"
                          groupPrefix: "%s"
                          topics: {prefix: "%s", partitions: 2}
                        console:
                          port: 0
                          peerSecret: "%s"
                        """
                                .formatted(
                                        folder, broker.bootstrapServers(), prefix, prefix, SECRET),
                        Map.of()));
    }
}
