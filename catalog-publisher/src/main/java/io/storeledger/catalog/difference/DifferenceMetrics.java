package io.storeledger.catalog.difference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.Listing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the topology counts: `storeledger.catalog.changes` by part, and `storeledger.catalog.held`,
/// the units that are held back now.
final class DifferenceMetrics {
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
            registry.gauge("storeledger.catalog.held", Tags.of("connection", name), units);
        });
    }

    void changed(CatalogChange change) {
        Listing listing = change.listing();
        count(change, "stock", listing.stock() != null);
        count(change, "price", listing.price() != null);
        count(change, "product", listing.product() != null);
    }

    void held(String store, long more) {
        AtomicLong units = held.get(store);
        if (units != null) {
            units.addAndGet(more);
        }
    }

    private void count(CatalogChange change, String part, boolean differs) {
        if (differs) {
            registry.counter(
                            "storeledger.catalog.changes",
                            "connection",
                            change.connection(),
                            "part",
                            part)
                    .increment();
        }
    }
}
