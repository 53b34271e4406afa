package io.storeledger.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/// A Kafka broker and controller in one (KRaft), on loopback, that keeps its data in a folder.
///
/// It is the broker that a cluster runs, with the settings of a single node: every internal topic
/// has one replica. Data survives `close` and `kill -9`; starting again on the same folder goes on.
public final class EmbeddedBroker implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /// Starts a broker and returns once it serves.
    ///
    /// @param folder where its data lives; made if absent
    /// @param port the port to listen on, 0 for any free one
    /// @throws BrokerException naming the folder or port, if it can't start
    public static EmbeddedBroker start(Path folder, int port) {
        int brokerPort = port == 0 ? FreePort.find() : requireFree(port);
        Properties settings = settings(folder, brokerPort, FreePort.find());
        format(folder, settings);
        try {
            Path log = log(folder);
            if (KilledBroker.leftOpen(log)) {
                onPlatformThread(() -> KilledBroker.fence(settings, log));
            }
            return new EmbeddedBroker(serve(settings), LOOPBACK + ":" + brokerPort);
        } catch (ExecutionException e) {
            throw new BrokerException(
                    "The embedded Kafka broker could not start on the data folder "
                            + folder
                            + ": "
                            + reason(e)
                            + ". Another Storeledger may be using the folder; stop it, or name"
                            + " another dataFolder.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while the embedded broker started.", e);
        }
    }

    /// Starts a node on a formatted folder; returns once it serves.
    static KafkaRaftServer serve(Properties settings)
            throws ExecutionException, InterruptedException {
        return onPlatformThread(() -> {
            KafkaConfig config = KafkaConfig.fromProps(settings, false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            return server;
        });
    }

    /// Kafka must never be touched first on a virtual thread: its class initialisers block, and two
    /// of them can leave no carrier thread for each other.
    private static <T> T onPlatformThread(Callable<T> work)
            throws ExecutionException, InterruptedException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().name("embedded-broker-start").start(task);
        return task.get();
    }

    /// `host:port` for the clients of this broker.
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /// Stops the broker in an orderly way.
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    static Properties settings(Path folder, int brokerPort, int controllerPort) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@" + LOOPBACK + ":" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty(
                "listeners",
                "PLAINTEXT://%s:%d,CONTROLLER://%s:%d"
                        .formatted(LOOPBACK, brokerPort, LOOPBACK, controllerPort));
        p.setProperty("advertised.listeners", "PLAINTEXT://" + LOOPBACK + ":" + brokerPort);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", log(folder).toString());
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.streams.initial.rebalance.delay.ms", "0");
        // Groups are small here: who joins needn't wait a second for company to be assigned.
        p.setProperty("group.consumer.assignment.interval.ms", "0");
        // A consumer that was killed is noticed within 6 s, not 45.
        p.setProperty("group.consumer.min.heartbeat.interval.ms", "500");
        p.setProperty("group.consumer.heartbeat.interval.ms", "500");
        p.setProperty("group.consumer.min.session.timeout.ms", "3000");
        p.setProperty("group.consumer.session.timeout.ms", "6000");
        // The default takes 128 MiB of heap.
        p.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        // Much less, and a busy machine fences a living one.
        p.setProperty("broker.session.timeout.ms", "4000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        return p;
    }

    private static Path log(Path folder) {
        return folder.resolve("log").toAbsolutePath();
    }

    private static void format(Path folder, Properties settings) {
        format(folder, settings, Uuid.randomUuid());
    }

    /// Makes a folder ready for its first start.
    static void format(Path folder, Properties settings, Uuid cluster) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(log(folder).resolve("meta.properties"))) {
                return;
            }
            Path file = folder.resolve("server.properties");
            Files.writeString(
                    file,
                    settings.stringPropertyNames().stream()
                            .map(name -> name + "=" + settings.getProperty(name).replace("\\", "/"))
                            .collect(Collectors.joining("\n")));
            var output = new ByteArrayOutputStream();
            int code =
                    StorageTool.execute(
                            new String[] {
                                "format", "-t", cluster.toString(), "-c", file.toString()
                            },
                            new PrintStream(output, true, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new BrokerException(
                        "The data folder %s could not be formatted for Kafka: %s"
                                .formatted(folder, output.toString(StandardCharsets.UTF_8).strip()),
                        null);
            }
        } catch (IOException e) {
            throw new BrokerException(
                    "The data folder %s can't be written (%s). Name another one or mend its rights."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static int requireFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException(
                    "Port %d for the embedded Kafka broker is in use. Stop what holds it, or set"
                                    .formatted(port)
                            + " another kafka.embeddedPort.",
                    e);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
