package io.storeledger.catalog.rule;

import io.storeledger.common.config.Settings;
import io.storeledger.common.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// A connection's `catalog` section. A connection without one publishes nothing.
///
/// @param publish which parts are published
/// @param schedule when NetSuite is read
/// @param jitter up to how much later than that, so that not everybody comes at the full hour
/// @param fullSweep how often all is read, whatever changed
/// @param overlap how far before the last reading changes are asked for again: for clocks that
///   differ and for transactions that were under way
/// @param stock how stock is computed
/// @param priceLevel NetSuite's id of the price level
/// @param itemTypes NetSuite's types of items that count
/// @param columns which columns hold what
/// @param createMissing whether a SKU that the store lacks is created there, hidden
public record CatalogRule(
        Publish publish,
        Schedule schedule,
        Duration jitter,
        Duration fullSweep,
        Duration overlap,
        StockRule stock,
        String priceLevel,
        List<String> itemTypes,
        Columns columns,
        boolean createMissing) {

    /// Which parts are published.
    public record Publish(boolean stock, boolean price, boolean products) {}

    public CatalogRule {
        itemTypes = List.copyOf(itemTypes);
    }

    /// When NetSuite is read again.
    ///
    /// @param last when the last reading began
    public Instant nextReading(Instant last, RandomGenerator random) {
        return schedule.next(last).plusMillis(random.nextLong(jitter.toMillis() + 1));
    }

    /// Reads a `catalog` section; faults are noted in it.
    public static CatalogRule read(Settings settings) {
        Settings publish = settings.section("publish");
        var parts =
                new Publish(
                        publish.flag("stock", true),
                        publish.flag("price", false),
                        publish.flag("products", false));
        boolean createMissing = settings.flag("createMissing", false);
        if (createMissing && !parts.products()) {
            settings.fault("createMissing", "needs publish.products: true to know what to create");
        }
        String priceLevel = settings.string("priceLevel", "1");
        if (!priceLevel.matches("\\d{1,9}")) {
            settings.fault("priceLevel", "should be the internal id of a price level: a number");
        }
        List<String> itemTypes =
                settings.strings("itemTypes", List.of("InvtPart", "Assembly", "Kit"));
        if (itemTypes.isEmpty() || !itemTypes.stream().allMatch(t -> t.matches("[A-Za-z]{1,30}"))) {
            settings.fault("itemTypes", "should be types as InvtPart, Assembly, Kit, NonInvtPart");
        }
        StockRule stock = StockRule.read(settings.section("stock"));
        Duration overlap = settings.duration("overlap", Duration.ofMinutes(15));
        if (overlap.compareTo(stock.margin()) <= 0) {
            // or what an order took would be read once, too early to count, and never again
            settings.fault("overlap", "should be longer than stock.margin");
        }
        return new CatalogRule(
                parts,
                Schedule.read(settings, "5m"),
                settings.duration("jitter", Duration.ofSeconds(15)),
                settings.duration("fullSweep", Duration.ofDays(1)),
                overlap,
                stock,
                priceLevel,
                itemTypes,
                Columns.read(settings.section("columns")),
                createMissing);
    }
}
