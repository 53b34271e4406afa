package io.storeledger.benchmarks.harness;

import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Our broker in a process of its own, on a folder that goes with it.
public final class BrokerProcess implements AutoCloseable {
    private final Path folder;
    private final String address;
    private final Child child;

    private BrokerProcess(Path folder, String address, Child child) {
        this.folder = folder;
        this.address = address;
        this.child = child;
    }

    /// Starts one and returns once it serves.
    public static BrokerProcess start(Results results) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("storeledger-bench-kafka");
        int port = Ports.free();
        Child child =
                Child.start(
                        results,
                        "broker",
                        BrokerProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(port));
        return new BrokerProcess(folder, "127.0.0.1:" + port, child.awaitReady());
    }

    /// Where it is reached.
    public String address() {
        return address;
    }

    /// Clients of it.
    ///
    /// @param partitions of topics that are made through them
    /// @param prefix before topics and groups, so that runs don't see each other
    public KafkaClients clients(int partitions, String prefix) {
        return new KafkaClients(
                new KafkaConfig(
                        Optional.of(address),
                        Map.of(),
                        prefix,
                        prefix,
                        partitions,
                        0,
                        Optional.empty()));
    }

    @Override
    public void close() {
        child.close();
        deleteAll(folder);
    }

    /// Deletes a folder that a benchmark made.
    public static void deleteAll(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("The folder " + folder + " could not be removed.");
        }
    }

    /// Runs a broker until the process is ended.
    ///
    /// @param args the folder and the port
    public static void main(String[] args) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(broker::close));
        System.out.println(Child.READY);
        new CountDownLatch(1).await();
    }
}
