package io.storeledger.cli.credentials;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The configuration, as far as the credentials need it: other faults in it don't matter here, and
/// without one the standard places are used.
final class ConfigFile {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path path = Path.of("storeledger.yaml");

    private @Nullable SettingsFile read;

    Path path() {
        return path;
    }

    Vault vault() {
        return settings().vault();
    }

    /// What a secret is for, checked.
    ///
    /// @throws ConfigException if there is no such connection or credential
    CredentialId id(String connection, String name) {
        if (!connection.equals(Sections.CONSOLE)) {
            checkConnection(connection);
        }
        if (!Sections.isCredential(connection, name)) {
            throw new ConfigException(
                    name,
                    List.of(
                            "is no credential; there are\n  "
                                    + String.join("\n  ", names(connection))));
        }
        return new CredentialId(connection, name);
    }

    /// @throws ConfigException if the configuration has no such connection
    void checkConnection(String connection) {
        Set<String> connections = Sections.connections(Sections.root(settings())).keySet();
        if (Files.exists(path) && !connections.contains(connection)) {
            throw new ConfigException(
                    connection,
                    List.of(
                            "is no connection in %s; there %s."
                                    .formatted(
                                            path,
                                            connections.isEmpty()
                                                    ? "is none"
                                                    : "are " + String.join(", ", connections))));
        }
    }

    private static Set<String> names(String owner) {
        if (!owner.equals(Sections.CONSOLE)) {
            return new TreeSet<>(Sections.CREDENTIALS);
        }
        Set<String> names = new TreeSet<>(Sections.CONSOLE_CREDENTIALS);
        names.add(Sections.CONSOLE_TOKENS + "NAME");
        return names;
    }

    private SettingsFile settings() {
        SettingsFile file = read;
        if (file == null) {
            file =
                    Files.exists(path)
                            ? SettingsFile.load(path, System.getenv())
                            : SettingsFile.parse("the standard", "{}", System.getenv());
            read = file;
        }
        return file;
    }
}
