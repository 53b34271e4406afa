package io.storeledger.catalog.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.catalog.TestRule;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What every released version wrote counts for what is held back and published.
class RecordedVersionsTest {
    private static final Path RECORDED =
            Path.of("..", "common", "src", "test", "resources", "recorded");
    private static final List<Topic<?>> SOURCES =
            List.of(
                    Topics.ORDERS,
                    Topics.OUTCOMES,
                    Topics.ITEMS,
                    Topics.STOCK,
                    Topics.CATALOG_OUTCOMES);

    @TempDir Path folder;

    @Test
    void everyRecordIsTakenIn() throws Exception {
        try (var versions = Files.list(RECORDED)) {
            for (Path version : versions.toList()) {
                takeIn(version);
            }
        }
    }

    private void takeIn(Path version) throws IOException {
        List<JsonNode> records =
                Files.readAllLines(version.resolve("records.jsonl")).stream()
                        .map(Json::tree)
                        .toList();
        var kafka =
                new KafkaConfig(
                        Optional.of("localhost:1"), Map.of(), "", "", 1, 1, Optional.empty());
        var properties = DifferenceStream.properties(new KafkaClients(kafka), folder);
        String store =
                records.stream()
                        .filter(record -> isOf(Topics.STOCK, record))
                        .map(record -> RecordKey.storeOf(record.path("key").asString()))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> names = Map.of(store, "main");
        var topology =
                new DifferenceTopology(
                                kafka,
                                Map.of(store, TestRule.of("stock: {margin: 10s}")),
                                names,
                                () -> Instant.EPOCH,
                                new DifferenceMetrics(new SimpleMeterRegistry(), names))
                        .build(properties);
        try (var driver = new TopologyTestDriver(topology, properties)) {
            for (Topic<?> topic : SOURCES) {
                var input =
                        driver.createInputTopic(
                                topic.name(), new StringSerializer(), new ByteArraySerializer());
                records.stream()
                        .filter(record -> isOf(topic, record))
                        .forEach(record -> {
                            String key = record.path("key").asString();
                            byte[] value =
                                    record.path("value")
                                            .asString()
                                            .getBytes(StandardCharsets.UTF_8);
                            assertThat(EventReader.event(key, value, topic.value()))
                                    .as("%s", record)
                                    .isPresent();
                            input.pipeInput(key, value);
                        });
            }
            var skus = driver.<String, byte[]>getKeyValueStore(DifferenceTopology.SKUS);
            records.stream()
                    .filter(record -> isOf(Topics.STOCK, record) || isOf(Topics.ITEMS, record))
                    .forEach(record ->
                            assertThat(skus.get(record.path("key").asString()))
                                    .as("%s", record)
                                    .isNotNull());
        }
    }

    private static boolean isOf(Topic<?> topic, JsonNode record) {
        return record.path("topic").asString().equals(topic.name());
    }
}
