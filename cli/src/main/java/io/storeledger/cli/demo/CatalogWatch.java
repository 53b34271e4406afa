package io.storeledger.cli.demo;

import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.Listing;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.topic.Topics;

/// Counts what the store's catalogue took.
final class CatalogWatch implements AutoCloseable {
    private final TopicWatch watch;

    /// Written by the watch's thread only.
    private volatile Published published = new Published(0, 0, 0);

    CatalogWatch(KafkaClients kafka) {
        watch =
                new TopicWatch(
                        kafka,
                        Topics.CATALOG_OUTCOMES,
                        value -> {
                            Listing taken = Json.read(value, CatalogOutcome.class).listing();
                            published = published.with(taken);
                        });
    }

    /// What was published, a SKU at a time.
    ///
    /// @param stock how often stock was set
    /// @param prices how often a price was
    /// @param products how often product data were
    record Published(long stock, long prices, long products) {
        private Published with(Listing taken) {
            return new Published(
                    stock + (taken.stock() == null ? 0 : 1),
                    prices + (taken.price() == null ? 0 : 1),
                    products + (taken.product() == null ? 0 : 1));
        }
    }

    Published published() {
        return published;
    }

    @Override
    public void close() {
        watch.close();
    }
}
