package io.storeledger.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.kafka.TopicChange.Create;
import io.storeledger.common.kafka.TopicChange.Grow;
import io.storeledger.common.kafka.TopicChange.SetConfig;
import io.storeledger.common.kafka.TopicChange.Shrink;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class TopicAdminIT {
    private final String prefix = UUID.randomUUID() + ".";

    @Test
    void findsAndAppliesTheDifference(EmbeddedBroker broker) {
        TopicAdmin small = admin(broker, 2, Optional.empty());
        assertThat(small.difference(false))
                .hasSize(Topics.ALL.size())
                .allSatisfy(change -> assertThat(change).isInstanceOf(Create.class));

        small.apply(small.difference(false));
        assertThat(small.difference(true)).isEmpty();

        TopicAdmin large = admin(broker, 3, Optional.of(Duration.ofDays(1)));
        assertThat(large.difference(true))
                .contains(
                        new Grow(prefix + "bigcommerce.orders", 2, 3),
                        new SetConfig(
                                prefix + "bigcommerce.orders", "retention.ms", "-1", "86400000"));

        large.apply(large.difference(true));
        assertThat(large.difference(true)).isEmpty();
    }

    @Test
    void leavesWhatIsThereAloneWhenItOnlyEnsures(EmbeddedBroker broker) {
        admin(broker, 2, Optional.empty()).ensure(Topics.ALL);
        TopicAdmin other = admin(broker, 4, Optional.empty());

        other.ensure(Topics.ALL);

        assertThat(other.difference(true)).contains(new Grow(prefix + "netsuite.items", 2, 4));
    }

    @Test
    void growsNothingUnasked(EmbeddedBroker broker) {
        TopicAdmin small = admin(broker, 2, Optional.empty());
        small.apply(
                small.difference(false).stream()
                        .filter(change -> !change.toString().contains("netsuite.stock"))
                        .toList());
        TopicAdmin large = admin(broker, 4, Optional.empty());

        assertThat(large.difference(false))
                .as("a new one of those that belong together is as large as they are")
                .singleElement()
                .isEqualTo(
                        new Create(
                                prefix + "netsuite.stock", 2, Map.of("cleanup.policy", "compact")));
        large.apply(large.difference(false));
        assertThat(large.difference(false)).isEmpty();
    }

    @Test
    void neverGrowsWhatIsReadAsAWhole(EmbeddedBroker broker) {
        TopicAdmin small = admin(broker, 2, Optional.empty());
        small.apply(small.difference(false));

        assertThat(admin(broker, 4, Optional.empty()).difference(true))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change).isInstanceOf(Grow.class))
                .noneSatisfy(change ->
                        assertThat(change.toString())
                                .containsAnyOf(
                                        "netsuite.records",
                                        "netsuite.readings",
                                        "bigcommerce.sweeps",
                                        "bigcommerce.gaps",
                                        "storeledger.replays"));
    }

    @Test
    void growsWhatKafkaStreamsKeepsWithTheTopicsThatItComesFrom(EmbeddedBroker broker)
            throws Exception {
        TopicAdmin small = admin(broker, 2, Optional.empty());
        small.apply(small.difference(false));
        String known = prefix + "untold-known-changelog";
        String steps = prefix + "console-timelines-steps-repartition";
        try (Admin admin = clients(broker, 2, Optional.empty()).admin("test")) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(known, 2, (short) 1),
                                    new NewTopic(steps, 7, (short) 1)))
                    .all()
                    .get();
        }

        assertThat(small.difference(true)).containsExactly(new Shrink(steps, 7, 6));
        assertThat(admin(broker, 3, Optional.empty()).difference(true))
                .contains(new Grow(known, 2, 3));
    }

    private TopicAdmin admin(EmbeddedBroker broker, int partitions, Optional<Duration> retention) {
        return new TopicAdmin(clients(broker, partitions, retention));
    }

    private KafkaClients clients(
            EmbeddedBroker broker, int partitions, Optional<Duration> retention) {
        return new KafkaClients(
                new KafkaConfig(
                        Optional.of(broker.bootstrapServers()),
                        Map.of(),
                        prefix,
                        prefix,
                        partitions,
                        1,
                        retention));
    }
}
