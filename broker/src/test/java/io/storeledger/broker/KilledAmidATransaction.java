package io.storeledger.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// A process that ends as `kill -9` ends it, with a transaction open.
final class KilledAmidATransaction {
    static final String TOPIC = "kept";
    static final int STATUS = 137;

    private KilledAmidATransaction() {}

    /// @param arguments the broker's folder
    static void main(String[] arguments) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            KafkaProducer<String, String> producer = producer(broker);
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "left open")).get();
            Runtime.getRuntime().halt(STATUS);
        }
    }

    static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "killed"),
                new StringSerializer(),
                new StringSerializer());
    }
}
