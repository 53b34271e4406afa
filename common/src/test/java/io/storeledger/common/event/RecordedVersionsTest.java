package io.storeledger.common.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What every released version wrote is read by this one, and its schemas have only grown. A
/// version is a folder that `RecordTopicsIT` made.
class RecordedVersionsTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "recorded");
    private static final Path SCHEMAS = Path.of("..", "deploy", "schemas");
    private static final Map<String, Topic<?>> TOPICS =
            Topics.ALL.stream().collect(Collectors.toMap(Topic::name, Function.identity()));

    static List<Path> versions() throws IOException {
        try (var folders = Files.list(RECORDED)) {
            return folders.sorted().toList();
        }
    }

    @Test
    void thereIsAtLeastOne() throws Exception {
        assertThat(versions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyRecordIsReadAndKeepsItsFields(Path version) throws Exception {
        Set<String> seen = new TreeSet<>();
        for (String line : Files.readAllLines(version.resolve("records.jsonl"))) {
            JsonNode record = Json.tree(line);
            String name = record.path("topic").asString();
            Topic<?> topic = requireNonNull(TOPICS.get(name), name);
            seen.add(name);
            if (topic.value() == byte[].class) {
                continue;
            }
            String written = record.path("value").asString();
            String read =
                    Json.text(Json.read(written.getBytes(StandardCharsets.UTF_8), topic.value()));

            assertThat(lost("", Json.tree(written), Json.tree(read)))
                    .as("lost of %s", written)
                    .isEmpty();
            assertThat(schema(topic).validate(Json.tree(written)))
                    .as("%s, %s", name, written)
                    .isEmpty();
        }
        assertThat(seen).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void schemasHaveOnlyGainedFields(Path version) throws Exception {
        try (var files = Files.list(version.resolve("schemas"))) {
            for (Path old : files.toList()) {
                Path now = SCHEMAS.resolve(old.getFileName());
                assertThat(now).exists();
                assertThat(narrowed("", tree(old), tree(now))).as("%s", now).isEmpty();
            }
        }
    }

    /// What was there and is not, or is something else.
    private static List<String> lost(String path, JsonNode before, JsonNode after) {
        List<String> lost = new ArrayList<>();
        if (before.isObject()) {
            before.properties()
                    .forEach(entry ->
                            lost.addAll(
                                    lost(
                                            path + "/" + entry.getKey(),
                                            entry.getValue(),
                                            after.path(entry.getKey()))));
        } else if (before.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                lost.addAll(lost(path + "/" + i, before.get(i), after.get(i)));
            }
        } else if (!before.isNull() && !before.equals(after)) {
            lost.add(path);
        }
        return lost;
    }

    /// Where the new schema takes less than the old one did, or promises less.
    private static List<String> narrowed(String path, JsonNode before, JsonNode now) {
        List<String> narrowed = new ArrayList<>();
        before.path("properties")
                .properties()
                .forEach(entry -> {
                    String at = path + "/" + entry.getKey();
                    JsonNode its = now.path("properties").path(entry.getKey());
                    narrowed.addAll(
                            its.isMissingNode()
                                    ? List.of(at + " is gone")
                                    : narrowed(at, entry.getValue(), its));
                });
        for (String part : List.of("items", "additionalProperties", "$defs")) {
            if (before.path(part).isObject()) {
                narrowed.addAll(narrowed(path + "/" + part, before.path(part), now.path(part)));
            }
        }
        if (!texts(before.path("required")).containsAll(texts(now.path("required")))) {
            narrowed.add(path + " requires more");
        }
        for (String choice : List.of("type", "enum")) {
            boolean all = texts(now.path(choice)).containsAll(texts(before.path(choice)));
            if (now.has(choice) && !(all && before.has(choice))) {
                narrowed.add(path + " allows less by " + choice);
            }
        }
        return narrowed;
    }

    private static Set<String> texts(JsonNode node) {
        return (node.isArray() ? node.valueStream() : Stream.of(node))
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    private static JsonNode tree(Path file) {
        try {
            return Json.tree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(Topic<?> topic) throws IOException {
        String name =
                topic.value()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(name + ".schema.json")));
    }
}
