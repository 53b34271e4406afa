package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.ConsoleApp;
import io.storeledger.console.ConsoleConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all
class ShowAndTailIT {
    private final Cli cli = new Cli();
    private EmbeddedBroker broker;
    private ConsoleApp console;
    private String address;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Settings root =
                Sections.root(
                        SettingsFile.parse(
                                "the test",
                                """
                                dataFolder: "%s"
                                kafka:
                                  bootstrapServers: "%s"
                                  topics: {partitions: 1}
                                console: {port: 0}
                                """
                                        .formatted(folder, broker.bootstrapServers()),
                                Map.of()));
        var kafka = new KafkaClients(KafkaConfig.readCluster(root.section("kafka")));
        console =
                new ConsoleApp(
                        ConsoleConfig.read(root),
                        kafka,
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        new SimpleMeterRegistry());
        address = "http://127.0.0.1:" + console.port();
        try (KafkaProducer<String, byte[]> log = kafka.producer("test", Map.of())) {
            webhook(log, "abc/order/1001");
            webhook(log, "xyz/order/1001");
            webhook(log, "abc/customer/1001");
            webhook(log, "abc/order/1002");
            refund(log, "abc/order/1003", 31);
            var _ =
                    log.send(
                            new ProducerRecord<>(
                                    Topics.ATTEMPTS.name(),
                                    "abc/order/1002",
                                    Json.bytes(attempt())));
            var _ =
                    log.send(
                            new ProducerRecord<>(
                                    Topics.SWEEPS.name(), "abc/sweep/orders", Json.bytes(mark())));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        cli.run("show", "order", "1002", "--console", address) == 0
                                && cli.out().contains("webhooks")
                                && cli.out().contains("attempts")
                                && !cli.out().contains("still reading"));
    }

    @AfterAll
    void stop() {
        console.close();
        broker.close();
    }

    @Test
    void showsATimeline() {
        assertThat(show("order", "1002")).isZero();

        assertThat(cli.out())
                .startsWith("abc/order/1002  waiting")
                .contains("Webhook store/order/updated")
                .contains("signed by standard-webhooks")
                .contains("bigcommerce.webhooks/0/3")
                .contains("Try 2 of writer.main failed and is repeated")
                .contains("NetSuite answered 503.");
    }

    @Test
    void showsItToProgramsAsTheConsoleAnswers() {
        assertThat(show("order", "1002", "--json")).isZero();

        JsonNode answer = Json.tree(cli.out());
        assertThat(answer.path("key").asString()).isEqualTo("abc/order/1002");
        assertThat(answer.path("steps").size()).isEqualTo(2);
    }

    @Test
    void asksForTheStoreIfSeveralHaveTheRecord() {
        assertThat(show("order", "1001")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err())
                .contains(
                        "Several stores have order 1001; name one of them with --store: abc, xyz");

        assertThat(show("order", "1001", "--store", "xyz")).isZero();
        assertThat(cli.out()).startsWith("xyz/order/1001");
        assertThat(show("customer", "1001")).isZero();
        assertThat(cli.out()).startsWith("abc/customer/1001");
    }

    @Test
    void listsWhatASearchFinds() {
        assertThat(show("1001")).isZero();

        assertThat(cli.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("xyz/order/1001") && line.endsWith("order number"));
        assertThat(show("1002")).isZero();
        assertThat(cli.out()).startsWith("abc/order/1002");
    }

    @Test
    void showsARefundByEitherOfItsNames() {
        await().atMost(Duration.ofSeconds(60)).until(() -> show("refund", "31") == 0);
        assertThat(cli.out()).startsWith("abc/order/1003").contains("refund 1003/31");
        assertThat(show("refund", "1003/31")).isZero();
        assertThat(cli.out()).startsWith("abc/order/1003");
        assertThat(show("refund", "1002/31")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("the log has nothing of refund 1002/31.");
    }

    @Test
    void saysInASentenceWhatIsWrong() {
        assertThat(show("order", "7")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("Nothing to show: the log has nothing of order 7.");
        assertThat(show("order", "7", "--store", "abc")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("Nothing in the log is about abc/order/7.");
        assertThat(show("ordre", "7")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("\"ordre\" should be order, customer, sku or refund");
        assertThat(cli.run("show", "7", "--console", "http://127.0.0.1:1"))
                .isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("It can't be reached; start Storeledger");
    }

    @Test
    void followsTheTopics() {
        assertThat(tail("--from", "1h", "--count", "2", "--key", "order/1002")).isZero();
        assertThat(cli.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("abc/order/1002") && line.contains("Webhook"))
                .anyMatch(line -> line.contains("Try 2 of writer.main"));

        assertThat(tail("sweeps", "--from", "1h", "--count", "1")).isZero();
        assertThat(cli.out()).contains("abc/sweep/orders").contains("bigcommerce.sweeps");

        assertThat(tail("attempts", "--from", "1h", "--count", "1", "--json")).isZero();
        assertThat(Json.tree(cli.out()).path("kind").asString()).isEqualTo("RETRIED");
        assertThat(Json.tree(cli.out()).path("key").asString()).isEqualTo("abc/order/1002");
    }

    private int show(String... arguments) {
        return run("show", List.of("--console", address), arguments);
    }

    private int tail(String... arguments) {
        return run(
                "tail",
                List.of("--kafka", broker.bootstrapServers(), "--config", "no-such-file"),
                arguments);
    }

    private int run(String command, List<String> options, String... arguments) {
        List<String> all = new java.util.ArrayList<>();
        all.add(command);
        all.addAll(List.of(arguments));
        all.addAll(options);
        return cli.run(all.toArray(String[]::new));
    }

    private static void webhook(KafkaProducer<String, byte[]> log, String key) {
        var record =
                new ProducerRecord<>(
                        Topics.WEBHOOKS.name(), key, "{}".getBytes(StandardCharsets.UTF_8));
        EventHeaders.add(record.headers(), EventHeaders.CE_ID, key);
        EventHeaders.add(record.headers(), EventHeaders.CE_TYPE, "store/order/updated");
        EventHeaders.add(record.headers(), EventHeaders.SIGNED_BY, "standard-webhooks");
        var _ = log.send(record);
    }

    private static void refund(KafkaProducer<String, byte[]> log, String key, int id) {
        var event = Json.object();
        event.putObject("data").putObject("refund").put("refund_id", id);
        var record = new ProducerRecord<>(Topics.WEBHOOKS.name(), key, Json.bytes(event));
        EventHeaders.add(record.headers(), EventHeaders.CE_TYPE, "store/order/refund/created");
        var _ = log.send(record);
    }

    private static Attempt attempt() {
        Instant now = Instant.now();
        return new Attempt(
                "writer.main",
                Attempt.Result.RETRY,
                "netsuite-away",
                "NetSuite answered 503.",
                2,
                now,
                now,
                List.of(),
                List.of());
    }

    private static SweepMark mark() {
        Instant now = Instant.now();
        return new SweepMark("main", "abc", "sweeps", Sighting.Kind.ORDER, now, now, null, 7, now);
    }
}
