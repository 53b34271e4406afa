package io.storeledger.writer;

import io.storeledger.clients.netsuite.NetSuiteConfig;
import io.storeledger.common.config.Live;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.consume.Backoff;
import io.storeledger.mapping.Rules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the writer needs of the configuration: the `writer` section and each connection's account
/// and rules.
///
/// @param slots how many records of a connection are worked on at once; NetSuite's own limit is
///   found below that
/// @param retry how fast a write that failed is tried again
/// @param dataFolder where the view of what NetSuite holds keeps its state
/// @param connections by the connection's name
public record WriterConfig(
        int slots, Backoff retry, Path dataFolder, Map<String, Connection> connections) {

    /// One store's books.
    ///
    /// @param store the store's hash
    /// @param netSuite how to reach the account
    /// @param rules how its orders are mapped; they follow their file
    public record Connection(String store, NetSuiteConfig netSuite, Live<Rules> rules) {}

    public WriterConfig {
        connections = Map.copyOf(connections);
    }

    /// Reads it from the whole configuration.
    public static WriterConfig read(Settings root) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        Sections.connections(root)
                .forEach((name, settings) -> {
                    Settings store = Sections.store(settings);
                    connections.put(
                            name,
                            new Connection(
                                    store.string("storeHash"),
                                    NetSuiteConfig.read(settings.section("netsuite")),
                                    settings.live("rules", Rules::read)));
                });
        Settings writer = root.section("writer");
        return new WriterConfig(
                writer.integer("slots", 64, 1, 1000),
                Backoff.read(writer.section("retry")),
                Path.of(root.string("dataFolder", "data")),
                connections);
    }
}
