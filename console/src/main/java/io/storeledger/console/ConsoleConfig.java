package io.storeledger.console;

import io.storeledger.common.config.Settings;
import io.storeledger.console.reconcile.ReconcileConfig;
import java.nio.file.Path;

/// What the console needs of the configuration: the `console` section.
///
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any
/// @param dataFolder where its views keep their state
/// @param reconcile how stores are held against NetSuite
public record ConsoleConfig(String host, int port, Path dataFolder, ReconcileConfig reconcile) {

    /// Reads it from the whole configuration.
    public static ConsoleConfig read(Settings root) {
        Settings console = root.section("console");
        return new ConsoleConfig(
                console.string("host", "127.0.0.1"),
                console.integer("port", 8090, 0, 65_535),
                Path.of(root.string("dataFolder", "data")),
                ReconcileConfig.read(root));
    }
}
