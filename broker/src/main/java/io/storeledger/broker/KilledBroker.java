package io.storeledger.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;

/// Takes its leadership from a broker that was killed, before it starts anew.
///
/// A node that is broker and controller in one starts with what its controller knew last, as if the
/// killed broker still led every partition. It goes on committing that broker's transactions
/// therefore, until it takes the leadership away; and a partition that has no leader in that moment
/// Kafka (seen with 4.3.1, `TransactionMarkerChannelManager`) takes for a deleted one: the
/// transaction counts as committed, but not there. Whoever reads only what is committed waits there
/// for ever, and Kafka Streams has lost a part of its state. With the controller alone nothing is
/// committed. It also makes the start shorter, since a broker is let in again only when the time of
/// the killed one is over.
final class KilledBroker {
    /// Written by Kafka when it closes its log in order.
    private static final String CLOSED_IN_ORDER = ".kafka_cleanshutdown";

    private static final String SESSION_MS = "400";
    private static final String HEARTBEAT_MS = "100";
    private static final long LONGEST_S = 30;

    private KilledBroker() {}

    /// Whether a broker had this log and did not close it.
    static boolean leftOpen(Path log) {
        return Files.exists(log.resolve("__cluster_metadata-0"))
                && !Files.exists(log.resolve(CLOSED_IN_ORDER));
    }

    /// Returns when no broker leads anything any more.
    ///
    /// @param settings of the node, which does not run
    /// @throws Exception if the controller could not start or did not get so far
    static Void fence(Properties settings, Path log) throws Exception {
        KafkaConfig config = KafkaConfig.fromProps(controllerAlone(settings), false);
        MetaPropertiesEnsemble identity =
                new MetaPropertiesEnsemble.Loader()
                        .addMetadataLogDir(log.toString())
                        .addLogDirs(List.of(log.toString()))
                        .load();
        var shared =
                new SharedServer(
                        config,
                        identity,
                        Time.SYSTEM,
                        new Metrics(),
                        CompletableFuture.completedFuture(
                                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                        List.of(),
                        new StandardFaultHandlerFactory(),
                        ServerSocketFactory.INSTANCE);
        var controller =
                new ControllerServer(
                        shared,
                        KafkaRaftServer.configSchema(),
                        new BootstrapDirectory(log.toString()).read());
        try {
            controller.startup();
            var fenced = new Fenced(controller);
            shared.loader().installPublishers(List.of(fenced)).get();
            return fenced.seen.get(LONGEST_S, TimeUnit.SECONDS);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static Properties controllerAlone(Properties settings) {
        var alone = new Properties();
        alone.putAll(settings);
        alone.setProperty("process.roles", "controller");
        alone.setProperty("listeners", controllerOf(settings.getProperty("listeners")));
        alone.remove("advertised.listeners");
        alone.setProperty("broker.session.timeout.ms", SESSION_MS);
        alone.setProperty("broker.heartbeat.interval.ms", HEARTBEAT_MS);
        return alone;
    }

    private static String controllerOf(String listeners) {
        return listeners.substring(listeners.indexOf("CONTROLLER://"));
    }

    /// Learns from the cluster's metadata that every broker's time is over.
    private static final class Fenced implements MetadataPublisher {
        private final ControllerServer controller;
        private final CompletableFuture<Void> seen = new CompletableFuture<>();

        private Fenced(ControllerServer controller) {
            this.controller = controller;
        }

        @Override
        public String name() {
            return "fenced";
        }

        @Override
        public void onMetadataUpdate(
                MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            if (image.cluster().brokers().values().stream().allMatch(BrokerRegistration::fenced)
                    && isRegistered(image)) {
                seen.complete(null);
            }
        }

        @Override
        public void close() {
            // nothing is held
        }

        /// Closed before, it would log an error.
        private boolean isRegistered(MetadataImage image) {
            return image.cluster().controllers().values().stream()
                    .anyMatch(one -> one.incarnationId().equals(controller.incarnationId()));
        }
    }
}
