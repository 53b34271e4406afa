package io.storeledger.console.timeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.console.log.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Timelines tell what every released version wrote.
class RecordedVersionsTest {
    private static final Path RECORDED =
            Path.of("..", "common", "src", "test", "resources", "recorded");
    private static final KafkaConfig KAFKA =
            new KafkaConfig(Optional.empty(), Map.of(), "", "", 3, 1, Optional.empty());

    private final StepReader reader = new StepReader(KAFKA);

    @Test
    void everyRecordBecomesAStep() throws Exception {
        Set<String> told =
                StepReader.topics().stream().map(Topic::name).collect(Collectors.toSet());
        try (var versions = Files.list(RECORDED)) {
            for (Path version : versions.toList()) {
                for (String line : Files.readAllLines(version.resolve("records.jsonl"))) {
                    JsonNode record = Json.tree(line);
                    if (told.contains(record.path("topic").asString())) {
                        Step step = reader.read(record(record)).orElseThrow().step();
                        assertThat(Json.text(step)).as(line).doesNotContain("can't be read");
                    }
                }
            }
        }
    }

    private static LogRecord record(JsonNode record) {
        var headers = new RecordHeaders();
        record.path("headers")
                .properties()
                .forEach(header ->
                        EventHeaders.add(headers, header.getKey(), header.getValue().asString()));
        return new LogRecord(
                new Place(record.path("topic").asString(), 0, 0),
                Instant.parse("2026-01-02T03:04:05Z"),
                record.path("key").asString(),
                headers,
                record.path("value").asString().getBytes(StandardCharsets.UTF_8));
    }
}
