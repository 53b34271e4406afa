package io.storeledger.enricher;

import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.consume.Backoff;
import io.storeledger.enricher.sweep.SweepConfig;
import io.storeledger.mapping.ImportRule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the enricher needs of the configuration: the `enricher` section and each connection's
/// store.
///
/// @param slots how many orders of a connection are fetched at once, at most
/// @param retry how fast a fetch that failed is tried again
/// @param dataFolder where the knowledge of what is told already keeps its state
/// @param connections the stores, by the connection's name
public record EnricherConfig(
        int slots, Backoff retry, Path dataFolder, Map<String, Connection> connections) {

    /// One store.
    ///
    /// @param store how to reach it
    /// @param orders which of its orders are imported
    /// @param sweeps how it is swept; empty if it is not
    public record Connection(
            BigCommerceConfig store, ImportRule orders, Optional<SweepConfig> sweeps) {}

    public EnricherConfig {
        connections = Map.copyOf(connections);
    }

    /// Reads it from the whole configuration.
    public static EnricherConfig read(Settings root) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        Sections.connections(root)
                .forEach((name, settings) -> {
                    connections.put(
                            name,
                            new Connection(
                                    BigCommerceConfig.read(Sections.store(settings)),
                                    ImportRule.read(settings.section("orders")),
                                    SweepConfig.read(Sections.sweeps(settings))));
                });
        Settings enricher = root.section("enricher");
        return new EnricherConfig(
                enricher.integer("slots", 32, 1, 1000),
                Backoff.read(enricher.section("retry")),
                Path.of(root.string("dataFolder", "data")),
                connections);
    }
}
