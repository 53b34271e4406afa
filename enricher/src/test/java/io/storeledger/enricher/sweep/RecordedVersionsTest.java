package io.storeledger.enricher.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What every released version told and published is known, so that no sweep tells it again.
class RecordedVersionsTest {
    private static final Path RECORDED =
            Path.of("..", "common", "src", "test", "resources", "recorded");
    private static final Map<String, Function<Record<String, byte[]>, List<Known>>> SOURCES =
            Map.of(
                    Topics.WEBHOOKS.name(), Known::ofWebhook,
                    Topics.ORDERS.name(), Known::ofSnapshot,
                    Topics.CUSTOMERS.name(), Known::ofSnapshot,
                    Topics.REFUNDS.name(), Known::ofRefund);

    @Test
    void everyRecordIsKnown() throws Exception {
        try (var versions = Files.list(RECORDED)) {
            for (Path version : versions.toList()) {
                for (String line : Files.readAllLines(version.resolve("records.jsonl"))) {
                    JsonNode record = Json.tree(line);
                    var reader = SOURCES.get(record.path("topic").asString());
                    if (reader != null) {
                        assertThat(reader.apply(record(record))).as(line).isNotEmpty();
                    }
                }
            }
        }
    }

    private static Record<String, byte[]> record(JsonNode record) {
        var headers = new RecordHeaders();
        record.path("headers")
                .properties()
                .forEach(header ->
                        EventHeaders.add(headers, header.getKey(), header.getValue().asString()));
        return new Record<>(
                record.path("key").asString(),
                record.path("value").asString().getBytes(StandardCharsets.UTF_8),
                0,
                headers);
    }
}
