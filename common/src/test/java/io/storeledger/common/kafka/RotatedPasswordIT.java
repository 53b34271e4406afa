package io.storeledger.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.SecuredBroker;
import io.storeledger.broker.TestCertificates;
import io.storeledger.broker.TestTokens;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.consume.AssignmentGate;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.consume.ConsumerMetrics;
import io.storeledger.common.consume.ConsumerSettings;
import io.storeledger.common.consume.KeyedConsumer;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.metric.Component;
import io.storeledger.common.service.AdmittedService;
import io.storeledger.common.service.Service;
import io.storeledger.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The password of a service, in a file, on a broker that knows its users.
class RotatedPasswordIT {
    private static final String USER = "storeledger-ingress";

    private static final Duration LONGER_THAN_IDLE = Duration.ofMillis(600);

    @TempDir private Path folder;

    private TestCertificates certificates;
    private TestTokens tokens;
    private SecuredBroker broker;
    private Admin admin;
    private Path password;
    private KafkaClients kafka;

    @BeforeEach
    void start() throws Exception {
        certificates = new TestCertificates(Files.createDirectory(folder.resolve("keys")));
        tokens = new TestTokens();
        broker = SecuredBroker.start(folder.resolve("kafka"), certificates, tokens);
        admin = Admin.create(Map.of("bootstrap.servers", broker.admin()));
        password = Files.writeString(folder.resolve("password"), "of yesterday");
        kafka = clients("${file:" + password + "}");
        admin.createAcls(KafkaAccess.INGRESS.acls(kafka.config(), "User:" + USER)).all().get();
        admin.createAcls(KafkaAccess.CONSOLE.acls(kafka.config(), "User:" + USER)).all().get();
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
        tokens.close();
    }

    @Test
    void aServiceThatIsRefusedStartsWithThePasswordThatIsInItsFileThen() throws Exception {
        change("of today");
        try (var service =
                AdmittedService.start(
                        "ingress",
                        new SimpleMeterRegistry(),
                        this::publishes,
                        Duration.ofMillis(100))) {
            assertThat(service.waitingFor().orElseThrow())
                    .contains("Kafka refuses the credentials");

            Files.writeString(password, "of today");

            patiently().until(() -> service.waitingFor().isEmpty());
        }
    }

    @Test
    void clientsThatAreOpenSignInWithThePasswordThatIsInItsFileThen() throws Exception {
        change("of yesterday");
        kafka.requireReachable();
        new Admission(kafka, KafkaAccess.INGRESS).require();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (KafkaProducer<String, byte[]> producer = kafka.producer("test", Map.of());
                KeyedConsumer consumer = consumer(seen);
                Admin asks = kafka.admin("test")) {
            consumer.start();
            send(producer, "before");
            patiently().until(() -> seen.contains("before"));
            double before = connections(producer);

            change("of today");
            assertThatThrownBy(() -> clients("of yesterday").requireReachable())
                    .isInstanceOf(RefusedException.class);
            Files.writeString(password, "of today");

            // none may idle for long, so that all sign in again
            patiently()
                    .pollInterval(LONGER_THAN_IDLE)
                    .until(() -> {
                        send(producer, "after");
                        return connections(producer) > before + 2;
                    });
            patiently().until(() -> seen.contains("after"));
            assertThat(asks.describeCluster().nodes().get()).isNotEmpty();
        }
    }

    private Service publishes() {
        kafka.requireReachable();
        var publisher = new Publisher(kafka, "test");
        return new Service() {
            @Override
            public String name() {
                return "ingress";
            }

            @Override
            public Optional<String> waitingFor() {
                return Optional.empty();
            }

            @Override
            public Optional<String> broken() {
                return Optional.empty();
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }

    private void send(KafkaProducer<String, byte[]> producer, String text) throws Exception {
        var record =
                new ProducerRecord<>(
                        kafka.config().nameOf(Topics.WEBHOOKS),
                        "key",
                        text.getBytes(StandardCharsets.UTF_8));
        var _ = producer.send(record).get();
    }

    private KeyedConsumer consumer(Set<String> seen) {
        return new KeyedConsumer(
                ConsumerSettings.of(
                        "console.test",
                        Set.of(kafka.config().nameOf(Topics.WEBHOOKS)),
                        4,
                        new Backoff(Duration.ofMillis(50), Duration.ofMillis(200))),
                kafka,
                _ -> true,
                batch -> {
                    batch.records()
                            .forEach(record ->
                                    seen.add(new String(record.value(), StandardCharsets.UTF_8)));
                    return new Outcome.Done();
                },
                AssignmentGate.OPEN,
                Clock.systemUTC(),
                new Random(1),
                new ConsumerMetrics(new SimpleMeterRegistry(), Component.CONSOLE, "main"));
    }

    private static double connections(KafkaProducer<String, byte[]> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-creation-total"))
                .filter(metric -> metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .sum();
    }

    private void change(String to) throws Exception {
        admin.alterUserScramCredentials(
                        List.of(
                                new UserScramCredentialUpsertion(
                                        USER,
                                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                                        to)))
                .all()
                .get();
    }

    private KafkaClients clients(String word) {
        var file =
                SettingsFile.parse(
                        "test",
                        """
                        kafka:
                          bootstrapServers: "%s"
                          properties:
                            security.protocol: SASL_SSL
                            ssl.truststore.type: PEM
                            ssl.truststore.location: "%s"
                            sasl.mechanism: SCRAM-SHA-512
                            sasl.jaas.config: >-
                              org.apache.kafka.common.security.scram.ScramLoginModule required
                              username="%s" password="%s";
                            connections.max.idle.ms: "300"
                            delivery.timeout.ms: "10000"
                            request.timeout.ms: "5000"
                        """
                                .formatted(broker.scram(), certificates.authority(), USER, word),
                        Map.of());
        KafkaConfig config = KafkaConfig.readCluster(file.root().section("kafka"));
        file.check();
        return new KafkaClients(config);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }
}
