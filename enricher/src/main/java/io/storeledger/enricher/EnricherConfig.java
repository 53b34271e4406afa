package io.storeledger.enricher;

import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.consume.Backoff;
import io.storeledger.enricher.order.ImportRule;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the enricher needs of the configuration: the `enricher` section and each connection's
/// store.
///
/// @param slots how many orders of a connection are fetched at once, at most
/// @param retry how fast a fetch that failed is tried again
/// @param connections the stores, by the connection's name
public record EnricherConfig(int slots, Backoff retry, Map<String, Connection> connections) {

    /// One store.
    ///
    /// @param store how to reach it
    /// @param orders which of its orders are imported
    public record Connection(BigCommerceConfig store, ImportRule orders) {}

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
                                    ImportRule.read(settings.section("orders"))));
                });
        Settings enricher = root.section("enricher");
        return new EnricherConfig(
                enricher.integer("slots", 32, 1, 1000),
                Backoff.read(enricher.section("retry")),
                connections);
    }
}
