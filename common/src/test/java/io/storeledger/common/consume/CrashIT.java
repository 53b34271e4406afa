package io.storeledger.common.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.metric.Component;
import io.storeledger.common.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class CrashIT {

    /// As after a crash: nothing is committed, but an earlier owner may have handled any of these
    /// together. However small the polls are, the first batch of the key has all of them.
    @Test
    void handsOverTogetherWhatAnEarlierOwnerMayHaveHandledTogether(EmbeddedBroker broker)
            throws Exception {
        String name = "t-" + UUID.randomUUID();
        var kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of("max.poll.records", "1", "fetch.max.wait.ms", "50"),
                                "",
                                "",
                                1,
                                1,
                                Optional.empty()));
        var topic = new Topic<>(name, byte[].class, Topic.Owner.INGRESS, Topic.Kept.FOREVER, "");
        new TopicAdmin(kafka).ensure(List.of(topic));
        try (var producer = kafka.producer("test", Map.of())) {
            for (int i = 0; i < 50; i++) {
                producer.send(
                                new ProducerRecord<>(
                                        name,
                                        "key",
                                        Integer.toString(i).getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
        List<Integer> batches = new CopyOnWriteArrayList<>();

        try (var consumer =
                new KeyedConsumer(
                        ConsumerSettings.of("group-" + name, Set.of(name), 4, Backoff.standard()),
                        kafka,
                        key -> true,
                        batch -> {
                            batches.add(batch.records().size());
                            return new Done();
                        },
                        AssignmentGate.OPEN,
                        Clock.systemUTC(),
                        new Random(1),
                        new ConsumerMetrics(
                                new SimpleMeterRegistry(), Component.ENRICHER, "main"))) {
            consumer.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> !batches.isEmpty());
        }

        assertThat(batches).containsExactly(50);
    }
}
