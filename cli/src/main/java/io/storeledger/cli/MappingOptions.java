package io.storeledger.cli;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.mapping.Rules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The same with the connection's rules, for the commands about the mapping.
final class MappingOptions extends ConnectionOptions {
    /// A connection as configured.
    record Connection(KafkaClients kafka, String store, Rules rules) {}

    /// Reads the configuration.
    ///
    /// @throws io.storeledger.common.config.ConfigException with all that is wrong
    Connection read() {
        SettingsFile file = load();
        Settings root = Sections.root(file);
        KafkaConfig cluster = kafka(root);
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
        return requireNonNull(connections.get(connection(connections.keySet())));
    }

    /// Reads rules from a file of their own, which has what stands below `rules` in the
    /// configuration.
    ///
    /// @throws io.storeledger.common.config.ConfigException with all that is wrong in it
    static Rules rules(Path file) {
        SettingsFile settings = SettingsFile.load(file, System.getenv());
        Rules rules = Rules.read(settings.root());
        settings.check();
        return rules;
    }
}
