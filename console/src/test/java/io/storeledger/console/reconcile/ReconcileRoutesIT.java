package io.storeledger.console.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.json.Json;
import io.storeledger.console.ConsoleApp;
import io.storeledger.console.ConsoleConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@ExtendWith(BrokerExtension.class)
class ReconcileRoutesIT {
    private static final Duration AGO = Duration.ofDays(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectNode document;

    ReconcileRoutesIT() throws IOException {
        document =
                (ObjectNode)
                        new YAMLMapper()
                                .readTree(
                                        Files.readString(
                                                Path.of(
                                                        "..",
                                                        "deploy",
                                                        "openapi",
                                                        "console.yaml")));
    }

    @Test
    void answersAsTheDocumentSays(EmbeddedBroker broker) throws Exception {
        try (http;
                var books = new TestBooks(broker)) {
            long missing = books.order(AGO, 11, "20.00");
            long differing = books.order(AGO, 11, "20.00");
            books.sale(AGO, differing, "19.00");
            try (var console =
                    new ConsoleApp(
                            ConsoleConfig.read(books.settings("{ enabled: false }")),
                            books.kafka(),
                            Clock.systemUTC(),
                            new Random(1),
                            new SimpleMeterRegistry())) {
                URI api =
                        URI.create(
                                "http://127.0.0.1:%d/api/v1/reconciliations"
                                        .formatted(console.port()));
                String from = Instant.now().minus(Duration.ofDays(7)).toString();

                HttpResponse<String> made =
                        post(api, Json.object().put("connection", "main").put("from", from));
                String id = Json.tree(made.body()).path("id").asString("");
                URI one = URI.create(api + "/" + id);

                fits(made, 200, "/api/v1/reconciliations", "post");
                fits(get(api), 200, "/api/v1/reconciliations", "get");
                HttpResponse<String> whole = get(one);
                fits(whole, 200, "/api/v1/reconciliations/{id}", "get");
                assertThat(Json.tree(whole.body()).path("findings"))
                        .extracting(finding -> finding.path("id").asLong())
                        .containsExactly(missing, differing);
                HttpResponse<String> csv = get(URI.create(one + ".csv"));
                assertThat(csv.headers().firstValue("content-type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
                assertThat(csv.body()).startsWith("\uFEFFFinding,").contains("-1.00");
                fits(get(URI.create(api + "/unknown")), 404, "/api/v1/reconciliations/{id}", "get");
                assertThat(get(URI.create(api + "/unknown.csv")).statusCode()).isEqualTo(404);
                fits(
                        post(api, Json.object().put("connection", "x").put("from", from)),
                        400,
                        "/api/v1/reconciliations",
                        "post");
                fits(
                        post(api, Json.object().put("connection", "main").put("from", "soon")),
                        400,
                        "/api/v1/reconciliations",
                        "post");
                books.sandbox().store().revokeToken(true);
                fits(
                        post(api, Json.object().put("connection", "main").put("from", from)),
                        502,
                        "/api/v1/reconciliations",
                        "post");
            }
        }
    }

    private void fits(HttpResponse<String> answer, int status, String path, String method) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode response =
                resolved(
                        document.path("paths")
                                .path(path)
                                .path(method)
                                .path("responses")
                                .path(Integer.toString(status)));
        // the whole document, so that its references lead somewhere
        ObjectNode schema =
                (ObjectNode)
                        response.path("content").path("application/json").path("schema").deepCopy();
        schema.set("components", document.path("components"));
        Schema checked =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema);
        assertThat(checked.validate(Json.tree(answer.body())))
                .as("%s %s: %s", method, path, answer.body())
                .isEmpty();
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI address, ObjectNode body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .header("X-Storeledger", "1")
                        .POST(BodyPublishers.ofString(Json.text(body)))
                        .build(),
                BodyHandlers.ofString());
    }
}
