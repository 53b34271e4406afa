package io.storeledger.catalog;

import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.clients.netsuite.NetSuiteConfig;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.consume.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the catalogue's publisher needs of the configuration: the `catalog` section, and each
/// connection that has one of its own.
///
/// @param linger how long changes wait for company before a call is made
/// @param retry how fast a call that failed is tried again
/// @param dataFolder where the topology keeps its state
/// @param connections by the connection's name; those without a `catalog` section are not in it
public record CatalogConfig(
        Duration linger, Backoff retry, Path dataFolder, Map<String, Connection> connections) {

    /// One store and the account that its catalogue comes from.
    ///
    /// @param swept whether the enricher sweeps the store, and so tells up to when it heard of it
    public record Connection(
            BigCommerceConfig store, NetSuiteConfig netSuite, CatalogRule rule, boolean swept) {}

    public CatalogConfig {
        connections = Map.copyOf(connections);
    }

    /// Reads it from the whole configuration.
    public static CatalogConfig read(Settings root) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        Sections.connections(root)
                .forEach((name, settings) -> {
                    if (settings.has("catalog")) {
                        connections.put(
                                name,
                                new Connection(
                                        BigCommerceConfig.read(Sections.store(settings)),
                                        NetSuiteConfig.read(settings.section("netsuite")),
                                        CatalogRule.read(settings.section("catalog")),
                                        Sections.sweeps(settings).flag("enabled", true)));
                    }
                });
        Settings catalog = root.section("catalog");
        return new CatalogConfig(
                catalog.duration("linger", Duration.ofMillis(500)),
                Backoff.read(catalog.section("retry")),
                Path.of(root.string("dataFolder", "data")),
                connections);
    }
}
