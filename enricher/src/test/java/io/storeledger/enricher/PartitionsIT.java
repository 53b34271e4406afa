package io.storeledger.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.RefusedException;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.kafka.TopicChange;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.sweep.SweepConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// More partitions, under what sweeps have seen.
@ExtendWith(BrokerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PartitionsIT {
    private static final int MORE = 6;
    private static final SweepConfig OFTEN =
            new SweepConfig(
                    Duration.ofMillis(300),
                    Duration.ofMinutes(10),
                    Duration.ZERO,
                    Duration.ofDays(1),
                    List.of(),
                    new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));

    private TestPipeline pipeline;

    @BeforeEach
    void start(EmbeddedBroker broker) {
        pipeline = new TestPipeline(broker);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void whenOnlyTheSourcesHaveGrownItSaysSoAndGoesOnOnceTheOthersHave() throws Exception {
        try (var enricher = pipeline.sweeping(OFTEN)) {
            long first = place();
            assertThat(orders(1)).containsExactly(first);

            growSources();

            String sentence =
                    ("The topic %suntold-known-changelog, which Kafka Streams keeps for the"
                         + " enricher, has 3 partitions and needs 6. Stop every enricher, run"
                         + " storeledger topics apply --grow,")
                            .formatted(pipeline.kafka().config().groupPrefix());
            patiently()
                    .untilAsserted(() ->
                            assertThat(enricher.waitingFor().orElse("nothing"))
                                    .startsWith(sentence));
            assertThat(enricher.broken()).isEmpty();
            assertThat(enricher.starting()).as("it waits, as at its start").isEmpty();
            assertThatThrownBy(() -> pipeline.sweeping(OFTEN))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith(sentence);

            var topics = new TopicAdmin(pipeline.kafka());
            assertThat(topics.difference(false))
                    .as("nothing grows unasked")
                    .noneMatch(change -> change instanceof TopicChange.Grow);
            topics.apply(topics.difference(true));

            patiently().untilAsserted(() -> assertThat(enricher.waitingFor()).isEmpty());
            long second = place();
            // the first one is seen once more, if its key moved
            patiently().until(() -> orders(2).contains(second));
        }
    }

    @Test
    void goesOnWhenAllOfThemHaveGrown() {
        try (var _ = pipeline.sweeping(OFTEN)) {
            long first = place();
            assertThat(orders(1)).containsExactly(first);
        }

        var topics = new TopicAdmin(pipeline.kafkaWith(MORE));
        assertThat(topics.difference(false))
                .as("nothing grows unasked")
                .noneMatch(change -> change instanceof TopicChange.Grow);
        topics.apply(topics.difference(true));

        try (var enricher = pipeline.sweeping(OFTEN)) {
            long second = place();
            patiently().until(() -> orders(2).contains(second));
            patiently().untilAsserted(() -> assertThat(enricher.waitingFor()).isEmpty());
        }
    }

    /// As by Kafka's own tool.
    private void growSources() throws Exception {
        try (Admin admin = pipeline.kafka().admin("test")) {
            admin.createPartitions(
                            Stream.of(
                                            Topics.WEBHOOKS,
                                            Topics.SIGHTINGS,
                                            Topics.ORDERS,
                                            Topics.CUSTOMERS,
                                            Topics.REFUNDS)
                                    .map(pipeline.kafka().config()::nameOf)
                                    .collect(
                                            Collectors.toMap(
                                                    Function.identity(),
                                                    _ -> NewPartitions.increaseTo(MORE))))
                    .all()
                    .get();
        }
    }

    private long place() {
        return pipeline.sandbox().store().placeOrder(Json.object().put("status_id", 11));
    }

    private List<Long> orders(int atLeast) {
        return pipeline.read(Topics.ORDERS, atLeast).stream().map(OrderSnapshot::orderId).toList();
    }

    /// A thread of Kafka Streams dies before it is replaced: that is no failure here.
    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions().atMost(TestPipeline.LONG);
    }
}
