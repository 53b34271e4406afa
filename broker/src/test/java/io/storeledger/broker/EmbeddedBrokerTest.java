package io.storeledger.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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
    void leadsNothingInTheNameOfTheKilledOneBeforeItLeadsItself() throws Exception {
        Process killed =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledAmidATransaction.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        assertThat(killed.waitFor()).isEqualTo(KilledAmidATransaction.STATUS);

        var told = new ListAppender<ILoggingEvent>();
        told.start();
        var coordinator =
                (Logger)
                        LoggerFactory.getLogger(
                                "kafka.coordinator.transaction.TransactionCoordinator");
        coordinator.setLevel(Level.INFO);
        coordinator.addAppender(told);
        try (var again = EmbeddedBroker.start(folder, 0);
                var admin = admin(again);
                var producer = KilledAmidATransaction.producer(again)) {
            producer.initTransactions();
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            end(admin, IsolationLevel.READ_COMMITTED)
                                    == end(admin, IsolationLevel.READ_UNCOMMITTED));
            assertThat(told.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.contains("Elected as the txn coordinator"))
                    .as("once for each partition of the coordinator's log")
                    .hasSize(4);
        } finally {
            coordinator.detachAppender(told);
            coordinator.setLevel(null);
        }
    }

    private static long end(Admin admin, IsolationLevel level) throws Exception {
        var partition = new TopicPartition(KilledAmidATransaction.TOPIC, 0);
        return admin.listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(partition)
                .get()
                .offset();
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
