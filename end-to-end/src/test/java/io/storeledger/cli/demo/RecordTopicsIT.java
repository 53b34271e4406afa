package io.storeledger.cli.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.cli.Cli;
import io.storeledger.cli.pipeline.Pipeline;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.Tracing;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.fault.FaultPreset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Not a test but a recorder, run once for each version that is released: keeps what a real run of
/// it wrote, and its schemas, for all later versions to be tested against. `docs/operations.md` has
/// the command.
@EnabledIfSystemProperty(named = "storeledger.record", matches = "\\d+\\.\\d+\\.\\d+")
class RecordTopicsIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int MOST_OF_A_TOPIC = 8;

    @TempDir Path folder;

    @Test
    void recordsWhatARunWrites() throws Exception {
        try (var sandbox =
                SandboxApp.start(HastyStore.config(), Clock.systemUTC(), new Random(5))) {
            var settings = DemoConfig.write(folder, sandbox, Clock.systemUTC());
            try (var pipeline =
                    new Pipeline(
                            settings,
                            Clock.systemUTC(),
                            new Random(5),
                            ServiceMain.registry(),
                            Tracing.OFF)) {
                await().atMost(LONG).until(() -> pipeline.waitingFor().isEmpty());
                sandbox.faults().preset(FaultPreset.MANY);
                sandbox.shoppers().start(20);
                await().atMost(LONG).until(() -> sandbox.store().orderCount() > 80);
                await().atMost(LONG).until(() -> sandbox.store().refunds().size() > 3);
                sandbox.shoppers().close();
                sandbox.faults().preset(FaultPreset.NONE);
                await().atMost(LONG)
                        .untilAsserted(() ->
                                assertThat(Books.compare(sandbox, settings).orders().differences())
                                        .isEmpty());
                run(pipeline, "replay", "--topic", Topics.REFUNDS.name(), "--from", "0");
                run(
                        pipeline,
                        "reconcile",
                        "--repair",
                        "--from",
                        Instant.now().minus(Duration.ofDays(1)).toString());
                record(pipeline.kafka());
            }
        }
    }

    private void run(Pipeline pipeline, String... arguments) {
        String[] where = {
            "--config",
            folder.resolve("storeledger.yaml").toString(),
            "--kafka",
            pipeline.kafka().config().bootstrapServers().orElseThrow()
        };
        var cli = new Cli();
        int code = cli.run(Stream.of(arguments, where).flatMap(Stream::of).toArray(String[]::new));
        assertThat(code).as(cli.err()).isLessThan(2);
    }

    private static void record(KafkaClients kafka) throws Exception {
        Path target =
                Path.of("..", "common", "src", "test", "resources", "recorded")
                        .resolve(requireNonNull(System.getProperty("storeledger.record")));
        Path schemas = Files.createDirectories(target.resolve("schemas"));
        List<String> lines = new ArrayList<>();
        for (Topic<?> topic : Topics.ALL) {
            chosen(read(kafka, topic)).forEach(record -> lines.add(Json.text(line(topic, record))));
        }
        Files.write(target.resolve("records.jsonl"), lines);
        try (var files = Files.list(Path.of("..", "deploy", "schemas"))) {
            for (Path file : files.toList()) {
                Files.write(schemas.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    /// First one of each shape, as far as there is room.
    private static List<ConsumerRecord<String, byte[]>> chosen(
            List<ConsumerRecord<String, byte[]>> all) {
        Map<Set<String>, ConsumerRecord<String, byte[]>> shapes = new HashMap<>();
        List<ConsumerRecord<String, byte[]>> chosen = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : all) {
            if (chosen.size() < MOST_OF_A_TOPIC
                    && shapes.putIfAbsent(shape(record.value()), record) == null) {
                chosen.add(record);
            }
        }
        return chosen;
    }

    private static Set<String> shape(byte[] value) {
        Set<String> shape = new TreeSet<>();
        try {
            shape(Json.tree(value), "", shape);
        } catch (MalformedJsonException e) {
            shape.add("no JSON");
        }
        return shape;
    }

    private static void shape(JsonNode node, String path, Set<String> shape) {
        shape.add(path + ":" + node.getNodeType());
        // what the vendor sent is as it is: only our own fields make a shape
        boolean ours = path.chars().filter(c -> c == '/').count() < 3;
        if (ours && node.isObject()) {
            node.properties()
                    .forEach(entry -> shape(entry.getValue(), path + "/" + entry.getKey(), shape));
        } else if (ours && node.isArray() && !node.isEmpty()) {
            shape(node.get(0), path + "/0", shape);
        } else if (node.isString() && node.asString().matches("[a-z]{3,12}(-[a-z]+)*")) {
            shape.add(path + "=" + node.asString());
        }
    }

    private static ObjectNode line(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        ObjectNode line = Json.object().put("topic", topic.name()).put("key", record.key());
        ObjectNode headers = line.putObject("headers");
        record.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return line.put("value", new String(record.value(), StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<String, byte[]>> read(KafkaClients kafka, Topic<?> topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                kafka.reader("recorder", 500, Duration.ofMillis(100))) {
            String name = kafka.config().nameOf(topic);
            List<TopicPartition> partitions =
                    consumer.partitionsFor(name).stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }
}
