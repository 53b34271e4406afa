package io.storeledger.catalog.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.metric.CatalogueMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What publishing counts, and how long the oldest change under way has waited.
final class PublishMetrics {
    private static final Instant NONE = Instant.MAX;

    private final Counter stock;
    private final Counter bisected;
    private final Counter absent;
    private volatile Instant oldest = NONE;

    PublishMetrics(MeterRegistry registry, String connection, Clock clock) {
        stock = CatalogueMetrics.STOCK_PUBLISHED.of(registry, connection);
        bisected = CatalogueMetrics.BISECTED.of(registry, connection);
        absent = CatalogueMetrics.ABSENT.of(registry, connection);
        CatalogueMetrics.OLDEST.of(
                registry, this, self -> self.waited(clock.instant()), connection);
    }

    void stock(int skus) {
        stock.increment(skus);
    }

    void bisected() {
        bisected.increment();
    }

    void absent() {
        absent.increment();
    }

    void underWay(Instant decidedAt) {
        oldest = decidedAt;
    }

    void nothingUnderWay() {
        oldest = NONE;
    }

    private double waited(Instant now) {
        Instant since = oldest;
        return since.equals(NONE) ? 0 : Duration.between(since, now).toMillis() / 1000.0;
    }
}
