package io.storeledger.catalog.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What publishing counts: `storeledger.catalog.stock.published`, `storeledger.catalog.bisected`,
/// `storeledger.catalog.absent`, and `storeledger.catalog.oldest`, how long the oldest change under
/// way has waited.
final class PublishMetrics {
    private static final Instant NONE = Instant.MAX;

    private final Counter stock;
    private final Counter bisected;
    private final Counter absent;
    private volatile Instant oldest = NONE;

    PublishMetrics(MeterRegistry registry, String connection, Clock clock) {
        Tags tags = Tags.of("connection", connection);
        stock = registry.counter("storeledger.catalog.stock.published", tags);
        bisected = registry.counter("storeledger.catalog.bisected", tags);
        absent = registry.counter("storeledger.catalog.absent", tags);
        registry.gauge(
                "storeledger.catalog.oldest", tags, this, self -> self.waited(clock.instant()));
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
