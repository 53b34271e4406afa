package io.storeledger.benchmarks.writer;

import io.storeledger.benchmarks.harness.BrokerProcess;
import io.storeledger.benchmarks.harness.Results;
import io.storeledger.benchmarks.vendors.Vendors;
import io.storeledger.benchmarks.writer.Workload.Message;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topic.Kept;
import io.storeledger.common.topic.Topic.Owner;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Topics and a configuration for one run of a writer; runs don't see each other.
///
/// @param run names it: the prefix of its topics and groups
record WriterSetup(
        String run, BrokerProcess broker, Vendors vendors, int partitions, Results results) {
    static final Topic<byte[]> BARE =
            new Topic<>(
                    BareWriter.TOPIC, byte[].class, Owner.ENRICHER, Kept.FOREVER, "id: customer");

    KafkaClients kafka() {
        return broker.clients(partitions, run + ".");
    }

    void createTopics() {
        new TopicAdmin(kafka())
                .ensure(
                        List.of(
                                BARE,
                                BARE.deadLetters(),
                                Topics.ORDERS,
                                Topics.ORDERS.deadLetters(),
                                Topics.OUTCOMES,
                                Topics.RECORDS));
    }

    void publish(Topic<?> topic, List<Message> messages) {
        KafkaClients kafka = kafka();
        try (var producer = kafka.producer("bench", Map.of())) {
            for (Message message : messages) {
                producer.send(
                        new ProducerRecord<>(
                                kafka.config().nameOf(topic), message.key(), message.value()));
            }
            producer.flush();
        }
    }

    /// Writes the configuration; both writers read the same one.
    Path config(int adminPort) throws IOException {
        Path file = results.file(run + ".yaml");
        String connection =
                """
                bigcommerce:
                  storeHash: %s
                """
                                .formatted(vendors.store())
                        + vendors.netSuiteSection()
                        + Vendors.rulesSection();
        Files.writeString(
                file,
                """
                dataFolder: %s
                kafka:
                  bootstrapServers: %s
                  groupPrefix: "%s."
                  topics:
                    prefix: "%s."
                    partitions: %d
                admin:
                  port: %d
                connections:
                  %s:
                %s\
                """
                        .formatted(
                                results.file(run + "-data"),
                                broker.address(),
                                run,
                                run,
                                partitions,
                                adminPort,
                                Vendors.CONNECTION,
                                connection.indent(4)));
        return file;
    }
}
