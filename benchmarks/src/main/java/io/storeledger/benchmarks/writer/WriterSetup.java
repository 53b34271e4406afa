package io.storeledger.benchmarks.writer;

import io.storeledger.benchmarks.harness.BenchmarkFailed;
import io.storeledger.benchmarks.harness.BrokerProcess;
import io.storeledger.benchmarks.harness.Results;
import io.storeledger.benchmarks.vendors.Vendors;
import io.storeledger.benchmarks.writer.Workload.Message;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topic.Kept;
import io.storeledger.common.topic.Topic.Owner;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

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

    /// Creates them and waits until each partition has its leader at work: a producer that is
    /// faster can get into an order of batches that it must first give up on (120 s).
    void createTopics() {
        List<Topic<?>> topics =
                List.of(
                        BARE,
                        BARE.deadLetters(),
                        Topics.ORDERS,
                        Topics.ORDERS.deadLetters(),
                        Topics.OUTCOMES,
                        Topics.RECORDS,
                        Topics.ATTEMPTS);
        KafkaClients kafka = kafka();
        new TopicAdmin(kafka).ensure(topics);
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic<?> topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(
                        new TopicPartition(kafka.config().nameOf(topic), partition),
                        OffsetSpec.latest());
            }
        }
        try (Admin admin = kafka.admin("bench")) {
            var ignored =
                    result(admin.listOffsets(ends).all().toCompletionStage().toCompletableFuture());
        }
    }

    void publish(Topic<?> topic, List<Message> messages) {
        KafkaClients kafka = kafka();
        try (var producer = kafka.producer("bench", Map.of())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Message message : messages) {
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        kafka.config().nameOf(topic),
                                        message.key(),
                                        Json.bytes(message.value()))));
            }
            sent.forEach(WriterSetup::result);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchmarkFailed("Kafka did not do its part: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("Interrupted.");
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
