package io.storeledger.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.kafka.TopicChange.Create;
import io.storeledger.common.kafka.TopicChange.Grow;
import io.storeledger.common.kafka.TopicChange.SetConfig;
import io.storeledger.common.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class TopicAdminIT {
    private final String prefix = UUID.randomUUID() + ".";

    @Test
    void findsAndAppliesTheDifference(EmbeddedBroker broker) {
        TopicAdmin small = admin(broker, 2, Optional.empty());
        assertThat(small.difference(Topics.ALL))
                .hasSize(Topics.ALL.size())
                .allSatisfy(change -> assertThat(change).isInstanceOf(Create.class));

        small.apply(small.difference(Topics.ALL));
        assertThat(small.difference(Topics.ALL)).isEmpty();

        TopicAdmin large = admin(broker, 3, Optional.of(Duration.ofDays(1)));
        assertThat(large.difference(Topics.ALL))
                .contains(
                        new Grow(prefix + "bigcommerce.orders", 2, 3),
                        new SetConfig(
                                prefix + "bigcommerce.orders", "retention.ms", "-1", "86400000"));

        large.apply(large.difference(Topics.ALL));
        assertThat(large.difference(Topics.ALL)).isEmpty();
    }

    @Test
    void leavesWhatIsThereAloneWhenItOnlyEnsures(EmbeddedBroker broker) {
        admin(broker, 2, Optional.empty()).ensure(Topics.ALL);
        TopicAdmin other = admin(broker, 4, Optional.empty());

        other.ensure(Topics.ALL);

        assertThat(other.difference(Topics.ALL))
                .contains(new Grow(prefix + "netsuite.records", 2, 4));
    }

    private TopicAdmin admin(EmbeddedBroker broker, int partitions, Optional<Duration> retention) {
        return new TopicAdmin(
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(broker.bootstrapServers()),
                                Map.of(),
                                prefix,
                                "",
                                partitions,
                                1,
                                retention)));
    }
}
