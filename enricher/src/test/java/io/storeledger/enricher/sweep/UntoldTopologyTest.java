package io.storeledger.enricher.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntoldTopologyTest {
    private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ORDER = "abc/order/7";
    private static final KafkaConfig KAFKA =
            new KafkaConfig(Optional.empty(), Map.of(), "", "", 3, 1, Optional.empty());

    @TempDir Path folder;

    private final List<Sighting> found = new ArrayList<>();
    private TopologyTestDriver driver;
    private TestOutputTopic<String, byte[]> told;

    @BeforeEach
    void start() {
        var properties = new Properties();
        properties.put("state.dir", folder.toString());
        driver =
                new TopologyTestDriver(
                        UntoldTopology.build(KAFKA, (sighting, seen, told) -> found.add(sighting)),
                        properties);
        told =
                driver.createOutputTopic(
                        "bigcommerce.webhooks",
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /// Pins the topology. A change of names or order strands the state of running instances: if it
    /// is meant, change the expected text, and say in the CHANGELOG that the state is built anew.
    @Test
    void isNotChangedByAccident() throws IOException {
        String described =
                UntoldTopology.build(KAFKA, (sighting, seen, told) -> {}).describe().toString();

        try (var expected = getClass().getResourceAsStream("expected-topology.txt")) {
            assertThat(described.strip())
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void tellsWhatNobodyKnowsInTheVendorsShape() {
        see(order(MODIFIED, false));

        TestRecord<String, byte[]> event = told.readRecord();
        var body = Json.tree(event.value());
        assertThat(event.key()).isEqualTo(ORDER);
        assertThat(body.path("scope").asString()).isEqualTo("store/order/updated");
        assertThat(body.path("producer").asString()).isEqualTo("stores/abc");
        assertThat(body.path("data").path("id").asLong()).isEqualTo(7);
        assertThat(body.path("created_at").asLong()).isEqualTo(MODIFIED.getEpochSecond());
        assertThat(body.path("hash").asString()).matches("[0-9a-f]{40}");
        assertThat(EventHeaders.text(event.headers(), EventHeaders.CE_SOURCE))
                .contains("/bigcommerce/stores/abc/sweeps");
        assertThat(EventHeaders.text(event.headers(), EventHeaders.CE_TYPE))
                .contains("store/order/updated");
        assertThat(found).hasSize(1);
    }

    @Test
    void tellsEachChangeOnce() {
        see(order(MODIFIED, false));
        see(order(MODIFIED, false));
        see(order(MODIFIED.plusSeconds(1), false));

        assertThat(told.readRecordsToList()).hasSize(2);
    }

    @Test
    void keepsSilentOfWhatAWebhookTold() {
        webhook(ORDER, "store/order/updated", MODIFIED, "{}");
        see(order(MODIFIED, false));

        assertThat(told.isEmpty()).isTrue();

        see(order(MODIFIED.plusSeconds(1), false));

        assertThat(told.readRecordsToList()).hasSize(1);
    }

    @Test
    void keepsSilentOfWhatIsPublished() {
        publish(
                "bigcommerce.orders",
                "{\"orderId\":7,\"version\":{\"modified\":\"%s\",\"fetchedAt\":\"%s\"}}"
                        .formatted(MODIFIED, MODIFIED.plusSeconds(60)));
        see(order(MODIFIED, false));

        assertThat(told.isEmpty()).isTrue();
    }

    @Test
    void tellsAllWhenAskedTo() {
        webhook(ORDER, "store/order/updated", MODIFIED, "{}");
        see(order(MODIFIED, true));

        assertThat(told.readRecordsToList()).hasSize(1);
    }

    @Test
    void looksAtARefundAgainUnlessItWasFetchedMeanwhile() {
        webhook(
                ORDER,
                "store/order/refund/created",
                MODIFIED,
                "{\"data\":{\"refund\":{\"refund_id\":3}}}");
        see(refund(3, MODIFIED));
        assertThat(told.isEmpty()).isTrue();

        see(refund(3, MODIFIED.plusSeconds(3600)));
        see(refund(4, MODIFIED));

        var events = told.readRecordsToList();
        assertThat(events).hasSize(2);
        var data = Json.tree(events.getFirst().value()).path("data");
        assertThat(data.path("id").asLong()).isEqualTo(7);
        assertThat(data.path("refund").path("refund_id").asLong()).isEqualTo(3);

        publish(
                "bigcommerce.refunds",
                "{\"refundId\":4,\"version\":{\"modified\":\"%s\",\"fetchedAt\":\"%s\"}}"
                        .formatted(MODIFIED, MODIFIED.plusSeconds(4000)));
        see(refund(4, MODIFIED.plusSeconds(3600)));

        assertThat(told.isEmpty()).isTrue();
    }

    @Test
    void passesOverWhatItCanNotRead() {
        publish("bigcommerce.orders", "no json");
        publish("bigcommerce.refunds", "{}");
        publish("bigcommerce.sightings", "[]");
        webhook(ORDER, "store/order/refund/created", MODIFIED, "no json");

        assertThat(told.isEmpty()).isTrue();
    }

    private void see(Sighting sighting) {
        input("bigcommerce.sightings").pipeInput(sighting.key().toString(), Json.bytes(sighting));
    }

    private void publish(String topic, String json) {
        input(topic).pipeInput(ORDER, json.getBytes(StandardCharsets.UTF_8));
    }

    private void webhook(String key, String scope, Instant time, String body) {
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.CE_TYPE, scope);
        EventHeaders.add(headers, EventHeaders.CE_TIME, time.toString());
        input("bigcommerce.webhooks")
                .pipeInput(new TestRecord<>(key, body.getBytes(StandardCharsets.UTF_8), headers));
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private static Sighting order(Instant asOf, boolean always) {
        return new Sighting(
                "main", "abc", Kind.ORDER, 7, 7, asOf, SweepSource.sweeps("abc"), always, asOf);
    }

    private static Sighting refund(long id, Instant asOf) {
        return new Sighting(
                "main", "abc", Kind.REFUND, id, 7, asOf, SweepSource.sweeps("abc"), false, asOf);
    }
}
