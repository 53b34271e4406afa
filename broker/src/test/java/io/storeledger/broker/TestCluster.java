package io.storeledger.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;

/// Three nodes in this JVM, each broker and controller; what is written lies on all of them and is
/// acknowledged by two.
public final class TestCluster implements AutoCloseable {
    private static final int NODES = 3;

    /// Of the last two nodes none finds a majority to say goodbye to.
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final List<Properties> settings = new ArrayList<>();
    private final List<KafkaRaftServer> nodes = new ArrayList<>();
    private final int[] ports = new int[NODES];

    /// Starts it.
    public TestCluster(Path folder) {
        int[] controllers = new int[NODES];
        for (int node = 0; node < NODES; node++) {
            ports[node] = FreePort.find();
            controllers[node] = FreePort.find();
        }
        String voters =
                IntStream.range(0, NODES)
                        .mapToObj(node -> (node + 1) + "@127.0.0.1:" + controllers[node])
                        .collect(Collectors.joining(","));
        Uuid cluster = Uuid.randomUuid();
        for (int node = 0; node < NODES; node++) {
            Path data = folder.resolve("node-" + node);
            Properties p = EmbeddedBroker.settings(data, ports[node], controllers[node]);
            p.setProperty("node.id", Integer.toString(node + 1));
            p.setProperty("controller.quorum.voters", voters);
            p.setProperty("default.replication.factor", "3");
            p.setProperty("min.insync.replicas", "2");
            p.setProperty("offsets.topic.replication.factor", "3");
            p.setProperty("transaction.state.log.replication.factor", "3");
            p.setProperty("transaction.state.log.min.isr", "2");
            p.setProperty("share.coordinator.state.topic.replication.factor", "3");
            p.setProperty("share.coordinator.state.topic.min.isr", "2");
            EmbeddedBroker.format(data, p, cluster);
            settings.add(p);
        }
        // a node serves once it has found a majority: all start side by side
        try (var starting = Executors.newFixedThreadPool(NODES, Thread.ofPlatform().factory())) {
            settings.stream()
                    .map(p -> CompletableFuture.supplyAsync(() -> serve(p), starting))
                    .toList()
                    .forEach(node -> nodes.add(node.join()));
        }
    }

    /// The addresses of all nodes.
    public String bootstrapServers() {
        return IntStream.of(ports)
                .mapToObj(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /// How many nodes there are.
    public int size() {
        return NODES;
    }

    /// Stops a node in an orderly way and starts it again.
    public void restart(int node) {
        KafkaRaftServer server = nodes.get(node);
        server.shutdown();
        server.awaitShutdown();
        nodes.set(node, serve(settings.get(node)));
    }

    @Override
    public void close() {
        List<Thread> stopping =
                nodes.stream()
                        .map(node -> Thread.ofPlatform().daemon().start(node::shutdown))
                        .toList();
        try {
            for (Thread thread : stopping) {
                var _ = thread.join(GOODBYE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaRaftServer serve(Properties settings) {
        try {
            return EmbeddedBroker.serve(settings);
        } catch (ExecutionException e) {
            throw new BrokerException("A node of the cluster could not start.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while a node started.", e);
        }
    }
}
