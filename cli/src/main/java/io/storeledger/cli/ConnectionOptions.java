package io.storeledger.cli;

import static java.util.Objects.requireNonNull;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The same for commands that are about one connection of the configuration.
class ConnectionOptions extends ClusterOptions {
    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "which store; needed if there are several")
    private @Nullable String connection;

    /// The connection that is meant.
    ///
    /// @param known those that are configured
    /// @throws io.storeledger.common.config.ConfigException if none of them is
    final String connection(Set<String> known) {
        var names = new TreeSet<>(known);
        String name = connection;
        if (name == null && names.size() == 1) {
            return names.first();
        }
        if (name == null || !names.contains(name)) {
            throw LogOptions.wrong(
                    "--connection",
                    name == null
                            ? "is required; the configuration has " + String.join(", ", names)
                            : "\"%s\" is not configured; there is %s"
                                    .formatted(name, String.join(", ", names)));
        }
        return name;
    }

    /// The hash of the store of the connection that is meant, by the connection's name.
    ///
    /// @throws io.storeledger.common.config.ConfigException if the configuration does not say
    final Map.Entry<String, String> store() {
        SettingsFile file = load();
        Map<String, Settings> connections = Sections.connections(Sections.root(file));
        String name = connection(connections.keySet());
        String hash = Sections.store(requireNonNull(connections.get(name))).string("storeHash");
        file.check();
        return Map.entry(name, hash);
    }
}
