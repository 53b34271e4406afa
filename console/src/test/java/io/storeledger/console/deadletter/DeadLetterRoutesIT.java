package io.storeledger.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.config.Secret;
import io.storeledger.common.event.Act;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.Tracing;
import io.storeledger.console.Snapshots;
import io.storeledger.console.TestLog;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.access.Role;
import io.storeledger.console.access.Sessions;
import io.storeledger.console.access.Token;
import io.storeledger.console.preview.Books;
import io.storeledger.console.preview.Preview;
import io.storeledger.console.web.WebServer;
import io.storeledger.mapping.Rules;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@ExtendWith(BrokerExtension.class)
class DeadLetterRoutesIT {
    private static final Rules RULES = Books.rules(Books.RULES);
    private static final String ALL = "all-of-it-0123456789";
    private static final String NO_PAYLOADS = "no-payloads-0123456789";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestLog log;
    private LetterTail tail;
    private Redriver redriver;
    private WebServer server;

    @BeforeEach
    void begin(EmbeddedBroker broker) {
        log = new TestLog(broker);
        tail = new LetterTail(log.kafka());
        redriver = new Redriver(log.kafka(), Clock.systemUTC(), new Random(1));
        server =
                new WebServer(
                        "127.0.0.1",
                        0,
                        new Access(
                                new AccessConfig(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Duration.ofHours(1),
                                        List.of(
                                                new Token(
                                                        "jane",
                                                        Set.of(Role.values()),
                                                        Secret.of(ALL)),
                                                new Token(
                                                        "otto",
                                                        Set.of(Role.LOOK, Role.ACT),
                                                        Secret.of(NO_PAYLOADS))),
                                        Optional.empty()),
                                new Sessions(
                                        Clock.systemUTC(), new SecureRandom(), Duration.ofHours(1)),
                                Clock.systemUTC()),
                        Optional.empty(),
                        Tracing.OFF,
                        List.of(
                                new DeadLetterRoutes(
                                        tail,
                                        redriver,
                                        keys ->
                                                new Preview(
                                                        log.kafka(),
                                                        Map.of(Books.STORE, RULES),
                                                        keys))));
    }

    @AfterEach
    void end() {
        http.close();
        server.close();
        redriver.close();
        tail.close();
        log.close();
    }

    @Test
    void showsGroupsRedrivesAndDrops() throws Exception {
        letter(1, "proof-failed");
        letter(2, "proof-failed");
        letter(3, "malformed");
        await().until(() -> tail.isComplete() && tail.letters().count() == 3);

        JsonNode list = get();
        assertThat(list.path("open").asInt()).isEqualTo(3);
        assertThat(list.path("groups")).hasSize(2);
        JsonNode place = list.at("/groups/0/letters/0/place");

        JsonNode dry = post("redrive", "{\"reasonCode\": \"proof-failed\", \"dryRun\": true}");
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(dry.at("/counts/refetched").asInt()).isEqualTo(2);
        assertThat(log.all(Topics.WEBHOOKS)).isEmpty();

        JsonNode redriven =
                post(
                        "redrive",
                        "{\"reasonCode\": \"proof-failed\", \"mode\": \"as-recorded\", \"note\":"
                                + " \"n\"}");
        assertThat(redriven.at("/counts/replayed").asInt()).isEqualTo(2);
        // at once, whenever the acts are read
        assertThat(get().path("open").asInt()).isEqualTo(1);
        assertThat(log.all(Topics.ORDERS)).hasSize(2);

        JsonNode dropped = post("drop", "{\"places\": [" + place + "]}");
        assertThat(dropped.at("/counts/dropped").asInt()).isEqualTo(1);
        JsonNode again = post("drop", "{\"places\": [" + place + "]}");
        assertThat(again.at("/counts/refused").asInt()).isEqualTo(1);
        assertThat(get().path("groups")).isEmpty();
        assertThat(log.all(Topics.ACTS))
                .hasSize(3)
                .allSatisfy(record ->
                        assertThat(Json.read(record.value(), Act.class).by()).isEqualTo("jane"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|Say which dead letters",
                "[]|should be a JSON object",
                "{|The body should be a JSON object",
                "{\"places\": []}|at least one place",
                "{\"places\": [{\"topic\": \"x\"}]}|a partition and an offset",
                "{\"from\": \"yesterday\"}|from should be a time",
                "{\"key\": 5}|key should be text",
                "{\"key\": \"a\", \"dryRun\": \"yes\"}|dryRun should be true or false",
                "{\"key\": \"a\", \"dryrun\": true}|\"dryrun\" is not known here",
                "{\"key\": \"a\", \"mode\": \"twice\"}|mode should be refetch or as-recorded",
            })
    void saysWhatIsWrongWithARequest(String body, String sentence) throws Exception {
        for (String act : List.of("redrive", "drop")) {
            HttpResponse<String> answer = send(act, body, ALL);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertFits("Fault", answer.body());
            assertThat(Json.tree(answer.body()).path("error").asString()).contains(sentence);
        }
    }

    @Test
    void showsWhatAnEditWouldChangeFieldByFieldButNoPayloadsToWhoMayNotSeeThem() throws Exception {
        OrderSnapshot edited = Books.order(9, Books.TIME.plusSeconds(60));
        edited.products().getFirst().put("name", "Bath towel");
        try (var books = new Books(log.kafka())) {
            books.wrote(Books.order(9, Books.TIME), RULES);
        }
        letter(edited.key().toString(), edited, "proof-failed");
        await().until(() -> tail.isComplete() && tail.letters().count() == 1);
        String request =
                "{\"reasonCode\": \"proof-failed\", \"mode\": \"as-recorded\", \"dryRun\": true}";

        JsonNode whole = post("redrive", request, ALL);
        JsonNode masked = post("redrive", request, NO_PAYLOADS);

        assertThat(whole.at("/counts/changed").asInt()).isEqualTo(1);
        assertThat(whole.at("/results/0/differences"))
                .isEqualTo(
                        Json.tree(
                                "[{\"field\": \"item.items[0].description\", \"before\": \"Towel\","
                                        + " \"after\": \"Bath towel\"}]"));
        assertThat(masked.at("/results/0/differences"))
                .isEqualTo(
                        Json.tree(
                                "[{\"field\": \"item.items[0].description\", \"before\": \"***\","
                                        + " \"after\": \"***\"}]"));
    }

    private void letter(long order, String reason) {
        letter("abc/order/" + order, Snapshots.order(order, 1), reason);
    }

    private void letter(String key, OrderSnapshot order, String reason) {
        log.write(
                Topics.ORDERS.deadLetters(),
                key,
                order,
                Map.of(
                        EventHeaders.REASON_CODE,
                        reason,
                        EventHeaders.REASON,
                        "It does not add up.",
                        EventHeaders.REJECTED_AT,
                        "bigcommerce.orders/0/1",
                        EventHeaders.ATTEMPTS,
                        "1"));
    }

    private JsonNode get() throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(uri(""))
                                .header("Authorization", "Bearer " + ALL)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertFits("DeadLetters", answer.body());
        return Json.tree(answer.body());
    }

    private JsonNode post(String act, String body) throws Exception {
        return post(act, body, ALL);
    }

    private JsonNode post(String act, String body, String token) throws Exception {
        HttpResponse<String> answer = send(act, body, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertFits("RedriveResult", answer.body());
        return Json.tree(answer.body());
    }

    private HttpResponse<String> send(String act, String body, String token) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri("/" + act))
                        .header("X-Storeledger", "1")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:%d/api/v1/dead-letters%s".formatted(server.port(), path));
    }

    private static void assertFits(String name, String answer) throws IOException {
        JsonNode document =
                new YAMLMapper()
                        .readTree(
                                Files.readString(
                                        Path.of("..", "deploy", "openapi", "console.yaml")));
        ObjectNode schema = Json.object();
        schema.put("$ref", "#/components/schemas/" + name);
        schema.set("components", document.path("components"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(Json.text(schema))
                                .validate(Json.tree(answer)))
                .as(answer)
                .isEmpty();
    }
}
