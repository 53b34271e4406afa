package io.storeledger.console.timeline;

import static io.storeledger.console.timeline.step.Records.EMAIL;
import static io.storeledger.console.timeline.step.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.timeline.step.Records;
import io.storeledger.console.timeline.step.Step;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term;
import io.storeledger.console.timeline.step.Term.By;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTopologyTest {
    private static final String ORDER = "abc/order/1001";
    private static final KafkaConfig KAFKA =
            new KafkaConfig(Optional.empty(), Map.of(), "", "", 3, 1, Optional.empty());

    @TempDir Path folder;

    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        driver = driver(Optional.empty());
    }

    private TopologyTestDriver driver(Optional<Duration> retention) {
        var properties = new Properties();
        properties.put("application.id", "timelines");
        properties.put("state.dir", folder.toString());
        return new TopologyTestDriver(
                TimelineTopology.build(
                        new KafkaConfig(Optional.empty(), Map.of(), "", "", 3, 1, retention)),
                properties,
                NOW);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /// Pins the topology. A change of names or order strands the state of running instances: if it
    /// is meant, change the expected text, and say in the CHANGELOG that the state is built anew.
    @Test
    void isNotChangedByAccident() throws IOException {
        String described = TimelineTopology.build(KAFKA).describe().toString();

        try (var expected = getClass().getResourceAsStream("expected-topology.txt")) {
            assertThat(described.strip())
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void keepsTheStepsOfARecordInTheOrderOfTheirTime() {
        // the topics are read in any order
        put(Topics.OUTCOMES, ORDER, NOW.plusSeconds(3), outcome());
        webhook("e1", NOW);
        put(Topics.ORDERS, ORDER, NOW.plusSeconds(1), order(1001));
        put(Topics.ORDERS, "abc/order/10012", NOW.plusSeconds(2), order(10012));

        assertThat(timeline(ORDER))
                .extracting(Step::kind)
                .containsExactly(Kind.RECEIVED, Kind.FETCHED, Kind.WRITTEN);
        assertThat(RecordState.of(timeline(ORDER))).contains("posted");
        assertThat(timeline("abc/order/100")).isEmpty();
    }

    @Test
    void holdsNoPayloadAndNothingOfAPerson() {
        put(Topics.ORDERS, ORDER, NOW, order(1001));
        put(Topics.OUTCOMES, ORDER, NOW, outcome());
        webhook("e1", NOW);

        var everything = new StringBuilder();
        for (String store : List.of(TimelineTopology.TIMELINES, TimelineTopology.TERMS)) {
            driver.<byte[], byte[]>getKeyValueStore(store)
                    .all()
                    .forEachRemaining(entry ->
                            everything
                                    .append(new String(entry.key, StandardCharsets.UTF_8))
                                    .append(new String(entry.value, StandardCharsets.UTF_8)));
        }
        assertThat(everything.toString())
                .contains("salesOrder")
                .doesNotContainIgnoringCase(Records.PERSONAL.toArray(CharSequence[]::new))
                .doesNotContain("secret-signature");
    }

    @Test
    void countsTheDeliveriesOfAWebhook() {
        webhook("e1", NOW);
        webhook("e2", NOW.plusSeconds(1));
        webhook("e1", NOW.plusSeconds(60));

        List<Step> folded = Deliveries.fold(timeline(ORDER));

        assertThat(folded).hasSize(2);
        assertThat(folded.getFirst().facts())
                .containsEntry("deliveries", "2")
                .containsEntry("lastDelivery", NOW.plusSeconds(60).toString());
        assertThat(folded.getLast().facts()).containsEntry("deliveries", "1");
    }

    @Test
    void leadsFromTermsToRecordsTheNewestFirst() {
        for (int id = 1; id <= 5; id++) {
            put(Topics.ORDERS, "abc/order/" + id, NOW.plusSeconds(id), order(id));
            put(Topics.ORDERS, "abc/order/" + id, NOW.plusSeconds(100 - id), order(id));
        }

        assertThat(hits("RED-s"))
                .extracting(Hit::key)
                .containsExactly(
                        "abc/order/5", "abc/order/4", "abc/order/3", "abc/order/2", "abc/order/1");
        assertThat(hits(EMAIL.toUpperCase(java.util.Locale.ROOT))).hasSize(5);
        assertThat(hits("77")).extracting(Hit::by).containsOnly(By.CUSTOMER);
        assertThat(hits("3")).containsExactly(new Hit("abc/order/3", By.ORDER, NOW.plusSeconds(3)));
        assertThat(hits("red")).isEmpty();
    }

    @Test
    void remembersWhatHappenedLast() {
        for (int id = 0; id < KeepSteps.SLOTS + 10; id++) {
            put(Topics.ORDERS, "abc/order/" + id, NOW.plusSeconds(id), order(id));
        }

        List<KeyedStep> recent = new ArrayList<>();
        driver.<Integer, byte[]>getKeyValueStore(TimelineTopology.RECENT)
                .all()
                .forEachRemaining(
                        slot -> recent.add(Json.read(slot.value, KeepSteps.Slot.class).keyed()));
        assertThat(recent).hasSize(KeepSteps.SLOTS);
        assertThat(LocalViews.newest(recent, 1).getFirst().key()).isEqualTo("abc/order/209");
    }

    @Test
    void forgetsWhatTheLogForgets() {
        stop();
        driver = driver(Optional.of(Duration.ofDays(30)));
        Instant now = NOW;
        put(Topics.ORDERS, "abc/order/1", now.minus(Duration.ofDays(29)), order(1));
        put(Topics.ORDERS, "abc/order/2", now.minus(Duration.ofDays(29)), order(2));
        put(Topics.ORDERS, "abc/order/2", now.minus(Duration.ofDays(1)), order(2));

        driver.advanceWallClockTime(Duration.ofDays(2));

        assertThat(timeline("abc/order/1")).isEmpty();
        assertThat(timeline("abc/order/2")).hasSize(1);
        assertThat(hits("1")).isEmpty();
        assertThat(hits("red-s")).extracting(Hit::key).containsExactly("abc/order/2");

        put(Topics.ORDERS, "abc/order/1", now.plus(Duration.ofDays(2)), order(1));
        assertThat(hits("1")).extracting(Hit::key).containsExactly("abc/order/1");
    }

    @Test
    void passesOverWhatBelongsToNoRecord() {
        put(Topics.ORDERS, "x".repeat(2_000), NOW, order(1));
        driver.createInputTopic(
                        Topics.ORDERS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(null, Json.bytes(order(1)));
        put(Topics.ORDERS, "strange", NOW, "no order");

        assertThat(timeline("strange")).extracting(Step::kind).containsExactly(Kind.FOUND);
        assertThat(
                        driver.<byte[], byte[]>getKeyValueStore(TimelineTopology.TIMELINES)
                                .approximateNumEntries())
                .isEqualTo(1);
    }

    private static Object order(long id) {
        return Records.order(id, Disposition.IMPORT, "Red-S");
    }

    private static Object outcome() {
        return Records.outcome(1001, Result.DONE, null, "4711");
    }

    private void webhook(String id, Instant at) {
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.CE_TYPE, "store/order/updated");
        EventHeaders.add(headers, EventHeaders.CE_ID, id);
        EventHeaders.add(headers, EventHeaders.SIGNED_BY, "standard-webhooks");
        EventHeaders.add(headers, "webhook-signature", "secret-signature");
        pipe(
                Topics.WEBHOOKS,
                new TestRecord<>(ORDER, "{}".getBytes(StandardCharsets.UTF_8), headers, at));
    }

    private void put(Topic<?> topic, String key, Instant at, Object value) {
        pipe(topic, new TestRecord<>(key, Json.bytes(value), new RecordHeaders(), at));
    }

    private void pipe(Topic<?> topic, TestRecord<String, byte[]> record) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    private List<Step> timeline(String key) {
        List<Step> steps = new ArrayList<>();
        values(TimelineTopology.TIMELINES, key)
                .forEach(value -> steps.add(Json.read(value, Step.class)));
        return steps;
    }

    private List<Hit> hits(String text) {
        List<Hit> hits = new ArrayList<>();
        values(TimelineTopology.TERMS, Term.asked(text).getFirst())
                .forEach(value -> hits.add(Json.read(value, Hit.class)));
        return hits.reversed();
    }

    private List<byte[]> values(String store, String name) {
        List<byte[]> values = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all =
                driver.<byte[], byte[]>getKeyValueStore(store)
                        .range(StepKey.first(name), StepKey.last(name))) {
            all.forEachRemaining(entry -> values.add(entry.value));
        }
        return values;
    }
}
