package io.storeledger.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.storeledger.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds answers against deploy/openapi/console.yaml.
public final class Contract {
    private static final JsonNode DOCUMENT = document();

    private Contract() {}

    /// Checks that a GET of a path, as the document writes it, may be answered so.
    public static void assertAnswers(String path, JsonNode answer) {
        assertFits(path, "get", answer);
    }

    /// Checks that a call of a path may be answered so with 200.
    public static void assertFits(String path, String method, JsonNode answer) {
        JsonNode response =
                DOCUMENT.path("paths").path(path).path(method).path("responses").path("200");
        if (response.has("$ref")) {
            response = DOCUMENT.at(response.path("$ref").asString().substring(1));
        }
        JsonNode schema = response.path("content").path("application/json").path("schema");
        assertThat(schema.isObject()).as("%s %s is in the document", method, path).isTrue();
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", DOCUMENT.path("components"));
        Schema checked =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Json.text(whole));
        assertThat(List.copyOf(checked.validate(answer))).as(path).isEmpty();
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper()
                    .readTree(Files.readString(Path.of("..", "deploy", "openapi", "console.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
