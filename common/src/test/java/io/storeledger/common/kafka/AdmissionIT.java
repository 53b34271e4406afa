package io.storeledger.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class AdmissionIT {
    private final String prefix = UUID.randomUUID() + ".";

    @Test
    void makesTheTopicsOfTheServiceAndNoOthers(EmbeddedBroker broker) {
        KafkaClients kafka = clients(broker, true);

        new Admission(kafka, KafkaAccess.NETSUITE_WRITER).require();

        assertThat(new Admission(kafka, KafkaAccess.NETSUITE_WRITER).refusal()).isEmpty();
        assertThat(new Admission(kafka, KafkaAccess.ENRICHER).refusal().orElseThrow())
                .contains("There is no topic %sbigcommerce.gaps, ".formatted(prefix))
                .doesNotContain("bigcommerce.orders,");
    }

    @Test
    void makesNoneWhereSomebodyElseDoesAndSaysWhichAreMissing(EmbeddedBroker broker) {
        KafkaClients kafka = clients(broker, false);
        var admission = new Admission(kafka, KafkaAccess.INGRESS);

        assertThatThrownBy(admission::require)
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "There is no topic %1$sbigcommerce.gaps, %1$sbigcommerce.webhooks,"
                            + " %1$sbigcommerce.webhooks.dead-letters, and kafka.topics.create is"
                            + " false. Make it: storeledger topics apply, as somebody who may.",
                        prefix);

        var topics = new TopicAdmin(kafka);
        topics.apply(topics.difference(false));
        admission.require();
        new Admission(kafka, KafkaAccess.CONSOLE).require();
        assertThat(topics.difference(true)).isEmpty();
    }

    @Test
    void topicsThatBelongTogetherNeedAsManyPartitions(EmbeddedBroker broker) throws Exception {
        KafkaClients kafka = clients(broker, true);
        var admission = new Admission(kafka, KafkaAccess.NETSUITE_WRITER);
        admission.require();
        try (var admin = kafka.admin("test")) {
            admin.createPartitions(
                            Map.of(
                                    kafka.config().nameOf(Topics.REFUNDS),
                                    NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }

        assertThatThrownBy(admission::require)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("need the same number of partitions")
                .hasMessageContaining("%sbigcommerce.orders has 2", prefix)
                .hasMessageContaining("%sbigcommerce.refunds has 3", prefix);
    }

    @Test
    void whatKafkaStreamsKeepsMustHaveAsManyPartitionsAsItsSources(EmbeddedBroker broker)
            throws Exception {
        KafkaClients kafka = clients(broker, true);
        String known = prefix + "untold-known-changelog";
        String steps = prefix + "console-timelines-steps-repartition";
        var enricher = new Admission(kafka, KafkaAccess.ENRICHER);
        enricher.require();
        try (var admin = kafka.admin("test")) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(known, 1, (short) 1),
                                    new NewTopic(steps, 7, (short) 1)))
                    .all()
                    .get();
        }

        assertThatThrownBy(enricher::require)
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "The topic %s, which Kafka Streams keeps for the enricher, has 1 partitions"
                                + " and needs 2. Stop every enricher, run storeledger topics apply"
                                + " --grow, and start it again; docs/kafka.md, \"More partitions\","
                                + " says what is built anew.",
                        known);
        assertThatThrownBy(new Admission(kafka, KafkaAccess.CONSOLE)::require)
                .hasMessageContaining(
                        "has 7 partitions and needs 6. Stop every console, delete that topic, the"
                            + " group %1$sconsole-timelines and the folder"
                            + " streams/%1$sconsole-timelines in each one's data folder, and start"
                            + " it again;",
                        prefix);

        var topics = new TopicAdmin(kafka);
        topics.apply(topics.difference(true));
        enricher.require();
    }

    private KafkaClients clients(EmbeddedBroker broker, boolean create) {
        return new KafkaClients(
                new KafkaConfig(
                        Optional.of(broker.bootstrapServers()),
                        Map.of(),
                        prefix,
                        prefix,
                        2,
                        1,
                        Optional.empty(),
                        create,
                        "test"));
    }
}
