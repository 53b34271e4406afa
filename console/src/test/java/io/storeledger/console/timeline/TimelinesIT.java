package io.storeledger.console.timeline;

import static io.storeledger.console.timeline.step.Records.EMAIL;
import static io.storeledger.console.timeline.step.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.OpenApi;
import io.storeledger.console.access.Visit;
import io.storeledger.console.timeline.step.Records;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One console, then two, then the other one: a story, for starting them is what takes time.
@ExtendWith(BrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // before all
class TimelinesIT {
    private static final String PREFIX = "timelines.";
    private static final String RECORDS = "/api/v1/records/{store}/{resource}/{id}";
    private static final String LOG = "/api/v1/log/{topic}/{partition}/{offset}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ORDERS = 20;

    private final OpenApi api = new OpenApi();
    private EmbeddedBroker broker;
    private Path folder;
    private TestConsole first;
    private TestConsole second;

    @BeforeAll
    void start(EmbeddedBroker shared, @TempDir Path temporary) {
        broker = shared;
        folder = temporary;
        first = new TestConsole(broker, PREFIX, folder.resolve("first"));
        KafkaClients kafka = TestConsole.kafka(broker, PREFIX);
        try (KafkaProducer<String, byte[]> log = kafka.producer("test", Map.of())) {
            for (int id = 1; id <= ORDERS; id++) {
                String key = RecordKey.order("abc", id).toString();
                var webhook =
                        new ProducerRecord<>(
                                name(Topics.WEBHOOKS),
                                null,
                                NOW.toEpochMilli(),
                                key,
                                "no json".getBytes(StandardCharsets.UTF_8));
                EventHeaders.add(webhook.headers(), EventHeaders.CE_ID, "e" + id);
                EventHeaders.add(webhook.headers(), EventHeaders.CE_TYPE, "store/order/created");
                EventHeaders.add(webhook.headers(), EventHeaders.SIGNED_BY, "standard-webhooks");
                var _ = log.send(webhook);
                var _ = log.send(webhook);
                put(log, Topics.ORDERS, key, Records.order(id, Disposition.IMPORT, "Red/S"), 1);
                put(
                        log,
                        Topics.OUTCOMES,
                        key,
                        Records.outcome(id, Result.DONE, null, "47" + id),
                        2);
            }
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> settled(first));
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    @Order(1)
    void answersAsItsDocumentSays() {
        HttpResponse<String> timeline = first.get("/api/v1/records/abc/order/7");
        HttpResponse<String> unknown = first.get("/api/v1/records/abc/order/999");
        HttpResponse<String> search = first.get("/api/v1/search?q=" + EMAIL + "&limit=5");
        HttpResponse<String> recent = first.get("/api/v1/recent?limit=3");

        api.assertAnswer(RECORDS, 200, timeline.body());
        JsonNode order = Json.tree(timeline.body());
        assertThat(order.path("state").asString()).isEqualTo("posted");
        assertThat(order.path("behind").path("records").asLong(-1)).isZero();
        assertThat(order.path("steps").findValuesAsString("kind"))
                .containsExactly("RECEIVED", "FETCHED", "WRITTEN");
        JsonNode received = order.path("steps").path(0);
        assertThat(received.path("facts").path("deliveries").asString()).isEqualTo("2");
        assertThat(unknown.statusCode()).isEqualTo(404);
        api.assertAnswer(RECORDS, 404, unknown.body());
        assertThat(Json.tree(search.body()).path("hits").size()).isEqualTo(5);
        api.assertAnswer("/api/v1/search", 200, search.body());
        assertThat(Json.tree(recent.body()).path("steps").size()).isEqualTo(3);
        api.assertAnswer("/api/v1/recent", 200, recent.body());
        for (String text : List.of("%20", "x".repeat(201))) {
            HttpResponse<String> bad = first.get("/api/v1/search?q=" + text);
            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(bad.body()).contains("q should be a text of 1 to 200 characters.");
            api.assertAnswer("/api/v1/search", 400, bad.body());
        }
    }

    @Test
    @Order(2)
    void answersTheNewestStepsOfALongTimelineAndSaysThatThereAreMore() {
        HttpResponse<String> newest = first.get("/api/v1/records/abc/order/7?limit=2");

        api.assertAnswer(RECORDS, 200, newest.body());
        JsonNode timeline = Json.tree(newest.body());
        assertThat(timeline.path("steps").findValuesAsString("kind"))
                .containsExactly("FETCHED", "WRITTEN");
        assertThat(timeline.path("more").asBoolean()).isTrue();
        assertThat(timeline.path("state").asString()).isEqualTo("posted");
        assertThat(first.get("/api/v1/records/abc/order/7?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(2)
    void findsRecordsByAllThatTheyAreKnownBy() {
        assertThat(found("7")).containsExactly("abc/order/7: order number");
        assertThat(found("bc-abc-so-7")).containsExactly("abc/order/7: NetSuite external id");
        assertThat(found("477")).containsExactly("abc/order/7: NetSuite internal id");
        assertThat(found("77")).hasSize(ORDERS).allMatch(one -> one.endsWith("customer number"));
        assertThat(found("red%2Fs")).hasSize(ORDERS);
        assertThat(found("nothing")).isEmpty();
        assertThat(first.get("/api/v1/records/abc/sku/no/such").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void showsWhatLiesInTheLog() {
        JsonNode place =
                Json.tree(first.get("/api/v1/records/abc/order/7").body())
                        .path("steps")
                        .path(1)
                        .path("place");
        String where =
                "/api/v1/log/%s/%d/"
                        .formatted(place.path("topic").asString(), place.path("partition").asInt());

        HttpResponse<String> snapshot = first.get(where + place.path("offset").asLong());
        HttpResponse<String> gone = first.get(where + 99_999);
        HttpResponse<String> webhook =
                first.get("/api/v1/log/%s/0/0".formatted(name(Topics.WEBHOOKS)));

        api.assertAnswer(LOG, 200, snapshot.body());
        assertThat(Json.tree(snapshot.body()).path("json").path("orderId").asLong()).isEqualTo(7);
        assertThat(gone.statusCode()).isEqualTo(404);
        api.assertAnswer(LOG, 404, gone.body());
        assertThat(Json.tree(webhook.body()).path("text").asString()).isEqualTo("no json");
        assertThat(Json.tree(webhook.body()).path("headers").path("ce_type").asString())
                .isEqualTo("store/order/created");
        assertThat(first.get("/api/v1/log/__consumer_offsets/0/0").statusCode()).isEqualTo(404);
        assertThat(first.get(where + "x").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(3)
    void answersOfTwoAreTheSameForEveryKey() {
        second = new TestConsole(broker, PREFIX, folder.resolve("second"));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> settled(second) && isShared() && settled(first));

        assertThat(everything(second)).isEqualTo(everything(first)).hasSize(2 * ORDERS);
        assertThat(Json.tree(second.get("/api/v1/recent").body()).path("steps"))
                .isEqualTo(Json.tree(first.get("/api/v1/recent").body()).path("steps"));
        assertThat(
                        first.get("/api/v1/peer/timeline?key=abc/order/7", Visit.PEER, "a guess")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    @Order(4)
    void theOtherTakesOverFromOneThatCloses() {
        List<String> before = everything(second);

        first.close();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> settled(second));

        assertThat(everything(second)).isEqualTo(before);
    }

    @Test
    @Order(5)
    void theViewsSurviveARestart() {
        List<String> before = everything(second);
        second.close();

        second = new TestConsole(broker, PREFIX, folder.resolve("second"));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> settled(second));

        assertThat(everything(second)).isEqualTo(before);
        assertThat(Json.tree(second.get("/api/v1/recent?limit=3").body()).path("steps").size())
                .isEqualTo(3);
        assertThat(second.metrics.get("storeledger.console.behind").gauge().value()).isZero();
    }

    /// Whether every order and every search is answered, and nothing is left to read.
    private boolean settled(TestConsole console) {
        return everything(console).stream().allMatch(answer -> answer.startsWith("200 "));
    }

    /// Whether each of the two holds some orders.
    private boolean isShared() {
        return List.of(first, second).stream()
                .allMatch(console -> {
                    for (int id = 1; id <= ORDERS; id++) {
                        int status =
                                console.get(
                                                "/api/v1/peer/timeline?key=abc/order/" + id,
                                                Visit.PEER,
                                                TestConsole.SECRET)
                                        .statusCode();
                        if (status == 200) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    @Test
    @Order(9)
    void areBuiltAnewWhereAnOlderVersionKeptThemInAnotherFormat() {
        KafkaClients kafka = TestConsole.kafka(broker, PREFIX);
        var newer = new ViewFormat(2);
        try (var timelines =
                new Timelines(
                        kafka,
                        folder.resolve("newer"),
                        Optional.empty(),
                        new SimpleMeterRegistry(),
                        newer)) {
            timelines.start("127.0.0.1", 1);

            assertThat(timelines.rebuilt().orElseThrow())
                    .startsWith("state format 2 replaces 1: the timelines are built anew");
            await().atMost(PATIENCE)
                    .ignoreException(Away.class)
                    .untilAsserted(() ->
                            assertThat(timelines.timeline("abc/order/7", 10).steps())
                                    .hasSizeGreaterThanOrEqualTo(3));
        }
        await().atMost(PATIENCE).until(() -> newer.change(kafka).isEmpty());
    }

    private static List<String> everything(TestConsole console) {
        List<Supplier<HttpResponse<String>>> all = new ArrayList<>();
        for (int id = 1; id <= ORDERS; id++) {
            int order = id;
            all.add(() -> console.get("/api/v1/records/abc/order/" + order));
            all.add(() -> console.get("/api/v1/search?q=bc-abc-so-" + order));
        }
        return all.stream()
                .map(Supplier::get)
                .map(answer -> {
                    JsonNode body = Json.tree(answer.body());
                    long behind = body.path("behind").path("records").asLong(-1);
                    return "%s %s"
                            .formatted(
                                    behind == 0 && complete(body) ? answer.statusCode() : "not yet",
                                    answer.body());
                })
                .toList();
    }

    private static boolean complete(JsonNode body) {
        return body.path("steps").size() == 3 || body.path("hits").size() == 1;
    }

    private List<String> found(String text) {
        List<String> hits = new ArrayList<>();
        for (JsonNode hit : Json.tree(first.get("/api/v1/search?q=" + text).body()).path("hits")) {
            hits.add(hit.path("key").asString() + ": " + hit.path("matched").asString());
        }
        return hits;
    }

    private static void put(
            KafkaProducer<String, byte[]> log,
            Topic<?> topic,
            String key,
            Object event,
            int seconds) {
        var _ =
                log.send(
                        new ProducerRecord<>(
                                name(topic),
                                null,
                                NOW.plusSeconds(seconds).toEpochMilli(),
                                key,
                                Json.bytes(event)));
    }

    private static String name(Topic<?> topic) {
        return PREFIX + topic.name();
    }
}
