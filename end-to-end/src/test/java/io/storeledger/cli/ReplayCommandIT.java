package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// The commands against a broker of their own, which goes away in the middle.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all
class ReplayCommandIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int ORDERS = 30;

    private final Cli cli = new Cli();
    private Path data;
    private Path config;
    private EmbeddedBroker broker;
    private KafkaClients kafka;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        data = folder.resolve("kafka");
        broker = EmbeddedBroker.start(data, 0);
        kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                "",
                                "storeledger.",
                                1,
                                1,
                                Optional.empty()));
        new TopicAdmin(kafka).ensure(Topics.ALL);
        config =
                Files.writeString(
                        folder.resolve("storeledger.yaml"),
                        "connections: {main: {bigcommerce: {storeHash: abc1}}}\n");
        try (KafkaProducer<String, byte[]> log = kafka.producer("test", Map.of())) {
            for (int order = 1; order <= ORDERS; order++) {
                write(log, Topics.ORDERS, "abc1/order/" + order, snapshot().put("orderId", order));
            }
            var refund = snapshot().put("refundId", 70);
            write(log, Topics.REFUNDS, "abc1/order/7", refund);
            var letter =
                    new ProducerRecord<>(
                            Topics.ORDERS.deadLetters().name(),
                            "abc1/order/8",
                            Json.bytes(snapshot().put("orderId", 8)));
            EventHeaders.add(letter.headers(), EventHeaders.REASON_CODE, "proof-failed");
            for (int times = 0; times < 3; times++) {
                var _ = log.send(letter);
            }
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void writesNothingOfWhatTheLogNeverSaw() {
        for (String what : List.of("--order 999999", "--customer 5", "--refund 7/71")) {
            for (String how : List.of("", " --mode as-recorded")) {
                assertThat(run("replay " + what + how)).isEqualTo(Storeledger.UNUSABLE);
                assertThat(cli.err())
                        .containsOnlyOnce("The log holds nothing of " + what.substring(2))
                        .contains("storeledger backfill")
                        .hasLineCount(1);
            }
        }
        assertThat(run("replay --refund 71")).isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("The log has no refund 71 of the store");
        assertThat(keys(Topics.WEBHOOKS)).noneMatch(key -> key.contains("/99"));
    }

    @Test
    void takesARefundByEitherName() {
        for (String name : List.of("70", "7/70")) {
            assertThat(run("replay --refund " + name)).as(cli.err()).isZero();
            assertThat(cli.out()).contains("is done: 1 replayed.");
        }
        assertThat(keys(Topics.WEBHOOKS)).containsOnly("abc1/order/7").hasSize(2);
    }

    @Test
    void tellsByItsExitCodeWhetherThereWasSomethingToDo() {
        assertThat(run("replay --topic bigcommerce.orders --from 2999-01-01")).isZero();
        assertThat(cli.out())
                .contains("is done: no record lies there, so that nothing was written.");
        assertThat(run("replay --topic bigcommerce.orders --from 2026-02-01 --to 2026-01-31"))
                .isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.err()).contains("--from should lie before --to");
        assertThat(run("replay --topic bigcommerce.orders --partition 0 --from 5 --to 4"))
                .isEqualTo(Storeledger.UNUSABLE);
        assertThat(run("dead-letters redrive --reason no-such-reason")).isZero();
        assertThat(cli.out()).contains("No open dead letter is meant.");
        assertThat(run("dead-letters drop --at bigcommerce.orders.dead-letters/0/99"))
                .isEqualTo(Storeledger.UNUSABLE);
        assertThat(cli.out()).contains("There is no such dead letter, or it was seen to already.");
        assertThat(
                        run(
                                "dead-letters drop --dry-run --at"
                                        + " bigcommerce.orders.dead-letters/0/0"
                                        + " bigcommerce.orders.dead-letters/0/99"))
                .isEqualTo(1);
        assertThat(run("dead-letters list")).isZero();
        assertThat(cli.out())
                .contains("     1  proof-failed", "/0/2, rejected 3 times")
                .doesNotContain("     3  ");
    }

    @Test
    void waitsForKafkaAndSaysSo() throws Exception {
        int before = keys(Topics.ORDERS).size();
        var replay =
                new FutureTask<>(() -> run("replay --topic bigcommerce.orders --from 0 --rate 3"));
        Thread.ofPlatform().name("replay").start(replay);
        await().atMost(LONG).until(() -> keys(Topics.ORDERS).size() > before);
        String address = broker.bootstrapServers();
        broker.close();

        await().atMost(LONG).until(() -> cli.err().contains("Kafka does not answer at " + address));
        assertThat(cli.err())
                .contains("goes on by itself when it is back")
                .contains("Ctrl-C stops it, storeledger replay --resume ");
        assertThat(replay.isDone()).isFalse();
        broker =
                EmbeddedBroker.start(
                        data, Integer.parseInt(address.substring(address.indexOf(':') + 1)));

        assertThat(replay.get(LONG.toSeconds(), TimeUnit.SECONDS)).as(cli.err()).isZero();
        assertThat(cli.out()).contains("is done: ", ORDERS + " replayed");
        assertThat(keys(Topics.ORDERS)).hasSize(before + ORDERS);
    }

    private int run(String command) {
        List<String> all = new ArrayList<>(List.of(command.split(" ", -1)));
        all.addAll(List.of("--kafka", broker.bootstrapServers(), "--config", config.toString()));
        return cli.run(all.toArray(String[]::new));
    }

    private List<String> keys(Topic<?> topic) {
        var reader = new LogReader(kafka, "test");
        List<String> keys = new ArrayList<>();
        reader.read(reader.all(topic), (ConsumerRecord<String, byte[]> one) -> keys.add(one.key()));
        return keys;
    }

    private static void write(
            KafkaProducer<String, byte[]> log, Topic<?> topic, String key, ObjectNode value) {
        var _ = log.send(new ProducerRecord<>(topic.name(), key, Json.bytes(value)));
    }

    private static ObjectNode snapshot() {
        ObjectNode snapshot = Json.object().put("connection", "main").put("store", "abc1");
        snapshot.putObject("version")
                .put("modified", "2026-01-01T00:00:00Z")
                .put("fetchedAt", "2026-01-01T00:00:00Z");
        return snapshot;
    }
}
