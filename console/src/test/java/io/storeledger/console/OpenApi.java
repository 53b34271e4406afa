package io.storeledger.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.storeledger.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds answers against the document of the console's interface.
public final class OpenApi {
    private static final Path DOCUMENT = Path.of("..", "deploy", "openapi", "console.yaml");

    private final JsonNode document;

    /// Reads the document.
    public OpenApi() {
        try {
            document = new YAMLMapper().readTree(Files.readString(DOCUMENT));
        } catch (IOException e) {
            throw new IllegalStateException("the document is missing", e);
        }
    }

    /// Fails unless the document has such an answer to `GET`.
    ///
    /// @param path as the document spells it, `/api/v1/records/{store}/{resource}/{id}`
    public void assertAnswer(String path, int status, String body) {
        JsonNode response =
                document.path("paths")
                        .path(path)
                        .path("get")
                        .path("responses")
                        .path(Integer.toString(status));
        if (response.has("$ref")) {
            String name = response.path("$ref").asString("").replaceFirst(".*/", "");
            response = document.path("components").path("responses").path(name);
        }
        JsonNode declared = response.path("content").path("application/json").path("schema");
        assertThat(declared.isObject()).as("%s may answer %d", path, status).isTrue();
        ObjectNode schema = Json.object();
        schema.putArray("allOf").add(declared);
        schema.set("components", document.path("components"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(Json.text(schema))
                                .validate(Json.tree(body)))
                .as("%s: %s", path, body)
                .isEmpty();
    }
}
