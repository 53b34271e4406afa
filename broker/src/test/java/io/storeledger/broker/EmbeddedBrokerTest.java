package io.storeledger.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir Path folder;

    @Test
    void keepsItsTopicsThroughARestartOnTheSameFolder() throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0);
                var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }

        try (var broker = EmbeddedBroker.start(folder, 0);
                var admin = admin(broker)) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void endsATransactionThatNobodyElseWillEnd() throws Exception {
        var partition = new TopicPartition("kept", 0);
        var broker = EmbeddedBroker.start(folder, 0);
        try (var admin = admin(broker);
                var producer = transactional(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", "left open")).get();
            broker.close();
            // the broker is gone: nothing is said to it any more
            producer.close(Duration.ZERO);
        }
        forgetWhoHadItInHand();

        try (var again = EmbeddedBroker.start(folder, 0);
                var admin = admin(again)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            end(admin, partition, IsolationLevel.READ_COMMITTED)
                                    == end(admin, partition, IsolationLevel.READ_UNCOMMITTED));
        }
    }

    private void forgetWhoHadItInHand() throws IOException {
        try (var log = Files.newDirectoryStream(folder.resolve("log"), "__transaction_state-*")) {
            for (Path partition : log) {
                try (var files = Files.list(partition)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static long end(Admin admin, TopicPartition partition, IsolationLevel level)
            throws Exception {
        return admin.listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static KafkaProducer<String, String> transactional(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "killed"),
                new StringSerializer(),
                new StringSerializer());
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedBroker.start(folder, port))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(port + " for the embedded Kafka broker is in use");
        }
    }

    @Test
    void namesTheFolderThatCantBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));

        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("a-file can't be written");
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
