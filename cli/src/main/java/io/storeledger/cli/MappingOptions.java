package io.storeledger.cli;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.mapping.Rules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the commands about the mapping have in common: the cluster, the connection, its rules.
final class MappingOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description =
                    "the cluster, or a running Storeledger's embedded broker; else"
                            + " kafka.bootstrapServers")
    private @Nullable String kafka;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "which store; needed if there are several")
    private @Nullable String connection;

    /// A connection as configured.
    record Connection(KafkaClients kafka, String store, Rules rules) {}

    /// Reads the configuration.
    ///
    /// @throws ConfigException with all that is wrong
    Connection read() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        if (kafka != null) {
            environment.put("STORELEDGER_KAFKA_BOOTSTRAPSERVERS", kafka);
        }
        SettingsFile file = SettingsFile.load(config, environment);
        Settings root = Sections.root(file);
        KafkaConfig cluster = KafkaConfig.read(root.section("kafka"));
        if (cluster.bootstrapServers().isEmpty()) {
            root.fault(
                    "kafka.bootstrapServers",
                    "is required here; a running Storeledger prints its embedded broker's"
                            + " address, give it with --kafka");
        }
        Map<String, Connection> connections = new LinkedHashMap<>();
        Sections.connections(root)
                .forEach((name, settings) ->
                        connections.put(
                                name,
                                new Connection(
                                        new KafkaClients(cluster),
                                        Sections.store(settings).string("storeHash"),
                                        Rules.read(settings.sectionOrFile("rules")))));
        file.check();
        return chosen(connections);
    }

    /// Reads rules from a file of their own, which has what stands below `rules` in the
    /// configuration.
    ///
    /// @throws ConfigException with all that is wrong in it
    static Rules rules(Path file) {
        SettingsFile settings = SettingsFile.load(file, System.getenv());
        Rules rules = Rules.read(settings.root());
        settings.check();
        return rules;
    }

    private Connection chosen(Map<String, Connection> connections) {
        String names = String.join(", ", connections.keySet());
        if (connection == null && connections.size() == 1) {
            return connections.values().iterator().next();
        }
        Connection chosen = connection == null ? null : connections.get(connection);
        if (chosen == null) {
            throw wrong(
                    "--connection",
                    connection == null
                            ? "is required; the configuration has " + names
                            : "\"%s\" is not configured; there is %s".formatted(connection, names));
        }
        return chosen;
    }

    static ConfigException wrong(String option, String sentence) {
        return new ConfigException("the command line", List.of(option + " " + sentence));
    }
}
