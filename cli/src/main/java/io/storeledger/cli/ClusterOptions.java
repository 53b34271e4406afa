package io.storeledger.cli;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.console.preview.Preview;
import io.storeledger.mapping.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Which configuration and which Kafka: the options of every command that works beside a running
/// Storeledger.
public class ClusterOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description =
                    "the cluster, or a running Storeledger's embedded broker; else"
                            + " kafka.bootstrapServers")
    private @Nullable String kafka;

    /// Reads the configuration.
    public SettingsFile load() {
        return SettingsFile.load(config, environment());
    }

    /// Reads the configuration, if there is one: with `--kafka` none is needed.
    public SettingsFile loadIfThere() {
        return kafka != null && !Files.exists(config)
                ? SettingsFile.parse("the command line", "{}", environment())
                : load();
    }

    /// The cluster; a fault is noted if none is named.
    public KafkaConfig kafka(Settings root) {
        KafkaConfig cluster = KafkaConfig.read(root.section("kafka"));
        if (cluster.bootstrapServers().isEmpty()) {
            root.fault(
                    "kafka.bootstrapServers",
                    "is required here; a running Storeledger prints its embedded broker's"
                            + " address, give it with --kafka");
        }
        return cluster;
    }

    /// The rules of each connection, by its store's hash.
    ///
    /// @throws io.storeledger.common.config.ConfigException with all faults of the configuration
    public Map<String, Rules> rules() {
        SettingsFile file = load();
        var rules = Preview.rules(Sections.root(file));
        file.check();
        return Preview.now(rules);
    }

    /// Clients of the cluster, which answers.
    ///
    /// @throws io.storeledger.common.config.ConfigException with all faults of the configuration
    public KafkaClients connect() {
        SettingsFile file = loadIfThere();
        KafkaConfig cluster = kafka(Sections.root(file));
        file.check();
        var clients = new KafkaClients(cluster);
        clients.requireReachable();
        return clients;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        if (kafka != null) {
            environment.put("STORELEDGER_KAFKA_BOOTSTRAPSERVERS", kafka);
        }
        return environment;
    }
}
