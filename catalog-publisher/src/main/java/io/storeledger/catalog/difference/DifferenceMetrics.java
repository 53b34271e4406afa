package io.storeledger.catalog.difference;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.Listing;
import io.storeledger.common.metric.CatalogueMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the topology counts: changes by part, and the units that are held back now.
final class DifferenceMetrics {
    private static final String STOCK = "stock";
    private static final String PRICE = "price";
    private static final String PRODUCT = "product";

    private final MeterRegistry registry;
    private final Map<String, String> connections;
    private final Map<String, AtomicLong> held = new ConcurrentHashMap<>();

    /// @param connections the connections' names by the store's hash
    DifferenceMetrics(MeterRegistry registry, Map<String, String> connections) {
        this.registry = registry;
        this.connections = Map.copyOf(connections);
        this.connections.forEach((store, name) -> {
            var units = new AtomicLong();
            held.put(store, units);
            CatalogueMetrics.HELD.of(registry, units, AtomicLong::get, name);
            List.of(STOCK, PRICE, PRODUCT).forEach(part -> count(name, part, 0));
        });
    }

    void changed(CatalogChange change) {
        Listing listing = change.listing();
        count(change, STOCK, listing.stock() != null);
        count(change, PRICE, listing.price() != null);
        count(change, PRODUCT, listing.product() != null);
    }

    void held(String store, long more) {
        AtomicLong units = held.get(store);
        if (units != null) {
            units.addAndGet(more);
        }
    }

    private void count(CatalogChange change, String part, boolean differs) {
        if (differs) {
            count(change.connection(), part, 1);
        }
    }

    private void count(String connection, String part, int changes) {
        CatalogueMetrics.CHANGES.of(registry, connection, part).increment(changes);
    }
}
