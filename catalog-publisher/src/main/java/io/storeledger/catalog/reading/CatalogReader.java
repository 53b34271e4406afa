package io.storeledger.catalog.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.event.CatalogReading;
import io.storeledger.common.event.CatalogReading.Kind;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.metric.CatalogueMetrics;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/// Reads one connection's items, then its stock, and publishes what it reads as it goes.
public final class CatalogReader {
    /// What NetSuite gives of one query.
    private static final int ROWS_A_QUERY = 100_000;

    private final String connection;
    private final String store;
    private final CatalogRule rule;
    private final ItemReader items;
    private final StockReader stock;
    private final Publisher publisher;
    private final Tracing tracing;
    private final Clock clock;
    private final Counter itemRows;
    private final Counter stockRows;

    /// @param registry gets how much is read
    public CatalogReader(
            String connection,
            String store,
            CatalogRule rule,
            NetSuiteClient netSuite,
            Publisher publisher,
            Tracing tracing,
            Clock clock,
            MeterRegistry registry) {
        var keyset = new Keyset(netSuite, ROWS_A_QUERY);
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.items = new ItemReader(connection, store, rule, netSuite, keyset, clock);
        this.stock = new StockReader(connection, store, rule, keyset, clock);
        this.publisher = publisher;
        this.tracing = tracing;
        this.clock = clock;
        this.itemRows = CatalogueMetrics.ROWS.of(registry, connection, "items");
        this.stockRows = CatalogueMetrics.ROWS.of(registry, connection, "stock");
    }

    /// Reads what changed since the last reading, or all of it if that is due, and publishes the
    /// reading itself when all of it is in the topics: a trace of its own, which goes on to the
    /// store with what is published of it.
    ///
    /// @param last the last reading, if there was one
    /// @param isOurs asked between pieces whether this instance is still the one to read
    /// @throws CancellationException if it is not
    /// @throws ApiException if NetSuite does not give it
    public CatalogReading read(Optional<CatalogReading> last, BooleanSupplier isOurs) {
        Attributes of = Attributes.of(SpanAttributes.CONNECTION, connection);
        try (Work work = tracing.begin(SpanKind.INTERNAL, "read catalogue", of)) {
            try {
                return readIn(last, isOurs);
            } catch (ApiException | KafkaException | CancellationException e) {
                work.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private CatalogReading readIn(Optional<CatalogReading> last, BooleanSupplier isOurs) {
        Instant started = clock.instant();
        boolean full =
                last.map(before -> !before.lastFullAt().plus(rule.fullSweep()).isAfter(started))
                        .orElse(true);
        Instant since =
                full ? null : last.map(before -> before.startedAt().minus(rule.overlap())).get();
        var counts = new long[2];
        Instant sweptAt = full ? started : null;
        items.read(
                since,
                sweptAt,
                some -> {
                    requireOurs(isOurs);
                    publisher.publishAll(Topics.ITEMS, some, ItemSnapshot::key);
                    counts[0] += some.size();
                    itemRows.increment(some.size());
                });
        if (rule.publish().stock()) {
            Consumer<List<StockSnapshot>> taken =
                    some -> {
                        requireOurs(isOurs);
                        publisher.publishAll(Topics.STOCK, some, StockSnapshot::key);
                        counts[1] += some.size();
                        stockRows.increment(some.size());
                    };
            if (since == null) {
                stock.readAll(sweptAt, taken);
            } else {
                stock.readChanged(since, taken);
            }
        }
        var reading =
                new CatalogReading(
                        connection,
                        store,
                        full ? Kind.FULL : Kind.CHANGES,
                        started,
                        clock.instant(),
                        since,
                        full ? started : last.get().lastFullAt(),
                        counts[0],
                        counts[1]);
        publisher.publish(Topics.READINGS, reading.key().toString(), reading, List.of());
        return reading;
    }

    private static void requireOurs(BooleanSupplier isOurs) {
        if (!isOurs.getAsBoolean()) {
            throw new CancellationException("another instance reads now");
        }
    }
}
