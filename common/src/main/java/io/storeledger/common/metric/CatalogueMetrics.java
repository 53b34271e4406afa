package io.storeledger.common.metric;

import static io.storeledger.common.metric.Component.CATALOG_PUBLISHER;
import static io.storeledger.common.metric.Label.CONNECTION;
import static io.storeledger.common.metric.Label.oneOf;

import java.util.List;

/// Items, prices and stock on their way from NetSuite to the store; only where a connection has a
/// `catalog`.
public final class CatalogueMetrics {
    private static final String PUBLISHED = "where the connection has a catalog";

    /// Readings of NetSuite.
    public static final CounterMetric READINGS =
            new CounterMetric(
                    spec("readings", "Readings of NetSuite's items and stock")
                            .by(
                                    CONNECTION,
                                    oneOf("outcome", "full", "changes", "failed", "given-up")));

    /// How old the last is.
    public static final GaugeMetric READING_AGE =
            new GaugeMetric(
                    spec(
                                    "reading.age",
                                    "Since the newest reading began; NaN where another instance"
                                            + " reads, and before the first")
                            .in(Spec.SECONDS)
                            .by(CONNECTION));

    /// What was read.
    public static final CounterMetric ROWS =
            new CounterMetric(
                    spec("rows", "Snapshots read from NetSuite")
                            .by(CONNECTION, oneOf("table", "items", "stock")));

    /// What differs.
    public static final CounterMetric CHANGES =
            new CounterMetric(
                    spec("changes", "Differences to what the store was last told")
                            .by(CONNECTION, oneOf("part", "stock", "price", "product")));

    /// Held back.
    public static final GaugeMetric HELD =
            new GaugeMetric(
                    spec(
                                    "held",
                                    "Units held back from the stock published, for orders that"
                                            + " NetSuite does not know yet")
                            .by(CONNECTION));

    /// How old the oldest change is.
    public static final GaugeMetric OLDEST =
            new GaugeMetric(
                    spec(
                                    "oldest",
                                    "Since the oldest change was decided on that is being"
                                            + " published; 0 if none is")
                            .in(Spec.SECONDS)
                            .by(CONNECTION));

    /// Stock written.
    public static final CounterMetric STOCK_PUBLISHED =
            connection("stock.published", "SKUs whose stock was written to the store");

    /// Bulk writes cut in two.
    public static final CounterMetric BISECTED =
            connection("bisected", "Bulk writes refused for one line, and cut in two to find it");

    /// SKUs the store lacks.
    public static final CounterMetric ABSENT =
            connection("absent", "SKUs that were to be published and that the store does not have");

    static final List<Metric> ALL =
            List.of(
                    READINGS,
                    READING_AGE,
                    ROWS,
                    CHANGES,
                    HELD,
                    OLDEST,
                    STOCK_PUBLISHED,
                    BISECTED,
                    ABSENT);

    private CatalogueMetrics() {}

    private static CounterMetric connection(String name, String about) {
        return new CounterMetric(spec(name, about).by(CONNECTION));
    }

    private static Spec spec(String name, String about) {
        return Spec.of("catalog." + name, about, CATALOG_PUBLISHER).later(PUBLISHED);
    }
}
