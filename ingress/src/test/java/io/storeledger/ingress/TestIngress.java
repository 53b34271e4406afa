package io.storeledger.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.Tracing;
import io.storeledger.ingress.signature.Signing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The real ingress on a real broker, with a caller and a reader of what it wrote.
final class TestIngress implements AutoCloseable {
    static final String SECRET = "a-client-secret";
    static final String ROTATED = "its-predecessor";
    static final String OTHER_SECRET = "the-secret-of-another-store";
    static final String SHARED = "a-shared-secret";

    static final String STANDARD =
            """
            ingress: {host: 127.0.0.1, port: 0}
            connections:
              main:
                bigcommerce:
                  storeHash: main1
                  clientSecrets: [a-client-secret, its-predecessor]
                  webhooks: {sharedSecret: {header: X-Hook-Secret, value: a-shared-secret}}
              other:
                bigcommerce: {storeHash: other2, clientSecrets: the-secret-of-another-store}
            """;

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final KafkaClients kafka;
    final IngressApp app;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private TestIngress(KafkaClients kafka, String yaml, Clock clock) {
        this.kafka = kafka;
        var file = SettingsFile.parse("test.yaml", yaml, Map.of());
        var config = IngressConfig.read(file.root());
        file.check();
        app = new IngressApp(config, kafka, clock, new Random(1), metrics);
    }

    static TestIngress start(String bootstrapServers, String yaml, Clock clock) {
        return start(bootstrapServers, yaml, clock, "ingress-" + UUID.randomUUID() + ".");
    }

    static TestIngress start(
            String bootstrapServers, String yaml, Clock clock, String topicPrefix) {
        return start(bootstrapServers, yaml, clock, topicPrefix, Tracing.OFF);
    }

    static TestIngress start(
            String bootstrapServers,
            String yaml,
            Clock clock,
            String topicPrefix,
            Tracing tracing) {
        KafkaClients kafka = kafka(bootstrapServers, topicPrefix, tracing);
        new TopicAdmin(kafka)
                .ensure(List.of(Topics.WEBHOOKS, Topics.WEBHOOKS.deadLetters(), Topics.GAPS));
        return new TestIngress(kafka, yaml, clock);
    }

    static TestIngress startWithoutTopics(String bootstrapServers) {
        return new TestIngress(
                kafka(bootstrapServers, "ingress-" + UUID.randomUUID() + ".", Tracing.OFF),
                STANDARD,
                Clock.systemUTC());
    }

    private static KafkaClients kafka(
            String bootstrapServers, String topicPrefix, Tracing tracing) {
        return new KafkaClients(
                new KafkaConfig(
                        Optional.of(bootstrapServers),
                        Map.of("fetch.max.wait.ms", "50"),
                        topicPrefix,
                        "",
                        3,
                        1,
                        Optional.empty()),
                tracing);
    }

    /// A callback of an order.
    static byte[] order(String store, long id) {
        return ("{\"scope\":\"store/order/updated\",\"store_id\":\"1025646\",\"data\":"
                        + "{\"type\":\"order\",\"id\":%d},\"hash\":\"dd70c0976e06\","
                        + "\"created_at\":1561479335,\"producer\":\"stores/%s\"}")
                .formatted(id, store)
                .getBytes(UTF_8);
    }

    /// Headers signed now, with a new id.
    static Map<String, String> signed(String secret, byte[] body) {
        long now = Clock.systemUTC().millis() / 1000;
        return Signing.standard(secret, "msg_" + UUID.randomUUID(), now, body);
    }

    HttpResponse<String> post(String connection, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return post(connection, headers, BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> post(String connection, Map<String, String> headers, BodyPublisher body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri("/webhooks/" + connection))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(body);
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    /// All records of a topic so far.
    List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
        String name = kafka.config().nameOf(topic);
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (var consumer = kafka.consumer("test", "test-" + UUID.randomUUID())) {
            var partitions =
                    consumer.partitionsFor(name).stream()
                            .map(p -> new TopicPartition(name, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = new HashMap<>(consumer.endOffsets(partitions));
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    double count(String meter, String... tags) {
        var counter = metrics.find(meter).tags(tags).counter();
        return counter == null ? -1 : counter.count();
    }

    double inFlight() {
        return metrics.get("storeledger.webhooks.in.flight").gauge().value();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    @Override
    public void close() {
        http.close();
        app.close();
    }
}
