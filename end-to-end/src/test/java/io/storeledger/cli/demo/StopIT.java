package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.enricher.EnricherApp;
import io.storeledger.ingress.IngressApp;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;
import io.storeledger.writer.WriterMain;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service in a process of its own, told to end by SIGTERM while an order is being written.
class StopIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    /// Of each call: an order takes several, and a stop lets them end for 10 s.
    private static final Duration SLOW = Duration.ofSeconds(1);

    @TempDir private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isNotReadyAtOnceAndEndsItsWorkAndCommitsIt() throws Exception {
        var clock = Clock.systemUTC();
        var metrics = new SimpleMeterRegistry();
        var vendors =
                SandboxConfig.defaults()
                        .withNetSuite(
                                NetSuiteConfig.defaults().withTimes(Duration.ofSeconds(5), SLOW));
        try (var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                var sandbox = SandboxApp.start(vendors, clock, new Random(1))) {
            PipelineConfig config = DemoConfig.write(folder, sandbox, clock);
            var kafka = new KafkaClients(config.kafka().at(broker.bootstrapServers()));
            new Admission(kafka, KafkaAccess.INGRESS).require();
            int port = freePort();
            Process writer = writer(broker.bootstrapServers(), port);
            try (var _ = new IngressApp(config.ingress(), kafka, clock, new Random(1), metrics);
                    var _ =
                            new EnricherApp(
                                    config.enricher(), kafka, clock, new Random(1), metrics)) {
                await().atMost(LONG)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> ready(port).statusCode() == 200);
                sandbox.faults().probability(Fault.NETSUITE_SLOW, 1);
                sandbox.store().updateStatus(sandbox.shoppers().placeOne(), 11);
                await().atMost(LONG).until(() -> sandbox.faults().struck(Fault.NETSUITE_SLOW) > 0);
                assertThat(sandbox.netSuite().recordCount("salesOrder")).isZero();

                writer.destroy();

                await().pollInterval(Duration.ofMillis(20))
                        .untilAsserted(() -> {
                            HttpResponse<String> answer = ready(port);
                            assertThat(answer.statusCode()).isEqualTo(503);
                            assertThat(answer.body()).isEqualTo("{\"netsuite-writer\":\"stops\"}");
                        });
                assertThat(sandbox.netSuite().recordCount("salesOrder")).isZero();
                assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(writer.exitValue()).isEqualTo(143);
            } finally {
                writer.destroyForcibly().waitFor();
            }
            assertThat(sandbox.netSuite().recordCount("salesOrder")).isEqualTo(1);
            assertThat(committed(kafka)).isPositive();
        }
    }

    private static long committed(KafkaClients kafka) throws Exception {
        try (var admin = kafka.admin("test")) {
            String group = kafka.config().groupPrefix() + "writer." + DemoConfig.CONNECTION;
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private HttpResponse<String> ready(int port) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private Process writer(String bootstrapServers, int port) throws IOException {
        var process =
                new ProcessBuilder(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WriterMain.class.getName(),
                                folder.resolve("storeledger.yaml").toString()));
        process.environment().put("STORELEDGER_KAFKA_BOOTSTRAPSERVERS", bootstrapServers);
        process.environment().put("STORELEDGER_ADMIN_PORT", Integer.toString(port));
        return process.redirectErrorStream(true)
                .redirectOutput(new File("target", "stop-it.log"))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
