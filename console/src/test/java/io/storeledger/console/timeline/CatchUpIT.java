package io.storeledger.console.timeline;

import static io.storeledger.console.timeline.step.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.timeline.step.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// How fast an empty view reads a long log; only when asked for: `-DcatchUp=200000
/// -Dit.test=CatchUpIT`.
@ExtendWith(BrokerExtension.class)
@EnabledIfSystemProperty(named = "catchUp", matches = "\\d+")
class CatchUpIT {
    private static final String PREFIX = "catchup.";
    private static final int TOPICS = 3;

    @Test
    void readsALongLog(EmbeddedBroker broker, @TempDir Path folder) {
        int orders = Integer.getInteger("catchUp") / TOPICS;
        KafkaClients kafka = TestConsole.kafka(broker, PREFIX);
        new TopicAdmin(kafka).ensure(Topics.ALL);
        try (KafkaProducer<String, byte[]> log = kafka.producer("test", Map.of())) {
            for (int id = 0; id < orders; id++) {
                String key = RecordKey.order("abc", id).toString();
                put(log, Topics.WEBHOOKS, key, Map.of("scope", "store/order/created"));
                put(
                        log,
                        Topics.ORDERS,
                        key,
                        Records.order(id, Disposition.IMPORT, "A" + id % 500, "B" + id % 7));
                put(
                        log,
                        Topics.OUTCOMES,
                        key,
                        Records.outcome(id, Result.DONE, null, Integer.toString(id)));
            }
        }

        long started = System.nanoTime();
        try (var console = new TestConsole(broker, PREFIX, folder)) {
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() ->
                            console.metrics.get("storeledger.console.behind").gauge().value() == 0);
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "%,d records in %.1f s: %,.0f a second%n",
                    orders * TOPICS, seconds, orders * TOPICS / seconds);
            int last = orders - 1;
            assertThat(
                            Json.tree(console.get("/api/v1/records/abc/order/" + last).body())
                                    .path("steps")
                                    .size())
                    .isEqualTo(TOPICS);
            long asked = System.nanoTime();
            int hits = Json.tree(console.get("/api/v1/search?q=b3").body()).path("hits").size();
            System.out.printf(
                    "%d hits of %,d in %d ms%n",
                    hits, orders / 7, (System.nanoTime() - asked) / 1_000_000);
        }
    }

    private static void put(
            KafkaProducer<String, byte[]> log, Topic<?> topic, String key, Object event) {
        var _ =
                log.send(
                        new ProducerRecord<>(
                                PREFIX + topic.name(),
                                null,
                                NOW.toEpochMilli(),
                                key,
                                Json.bytes(event)));
    }
}
