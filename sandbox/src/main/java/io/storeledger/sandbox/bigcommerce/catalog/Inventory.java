package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.bigcommerce.catalog.AdjustmentReader.Row;
import io.storeledger.sandbox.bigcommerce.catalog.StockLevels.Level;
import io.storeledger.sandbox.json.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// How much of what lies where. An adjustment is accepted at once and seen a while later.
///
/// An item whose stock was never set has no limit: it can be bought freely.
public final class Inventory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

    private final Catalog catalog;
    private final AdjustmentReader reader;
    private final StockLevels levels;
    private final ConcurrentSkipListMap<Long, Location> locations = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sandbox-inventory").factory());
    private final AtomicLong absoluteCalls = new AtomicLong();
    private final AtomicLong absoluteRows = new AtomicLong();
    private final AtomicLong relativeCalls = new AtomicLong();
    private final AtomicLong relativeRows = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong notSaved = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger maxInFlight = new AtomicInteger();
    private volatile InventorySettings settings = InventorySettings.defaults();
    private volatile Duration lag;
    private volatile Duration callTime = Duration.ZERO;

    /// Stock of this catalogue at the default location, a second one and a disabled one.
    ///
    /// @param lag how long an adjustment can't be seen yet
    /// @param events is told of every change: the event and its data
    public Inventory(Catalog catalog, Duration lag, BiConsumer<String, ObjectNode> events) {
        this.catalog = catalog;
        this.lag = lag;
        this.levels = new StockLevels(events);
        this.reader = new AdjustmentReader(catalog, locations::get);
        add(new Location(Location.DEFAULT, "BC-LOCATION-1", "Default location", true));
        add(new Location(2, "BC-LOCATION-2", "Second location", true));
        add(new Location(3, "BC-LOCATION-3", "Closed location", false));
    }

    /// Adds or replaces a location.
    public void add(Location location) {
        locations.put(location.id(), location);
    }

    /// The locations by id.
    public Collection<Location> locations() {
        return locations.values();
    }

    /// When orders move stock.
    public InventorySettings settings() {
        return settings;
    }

    /// From now on orders move stock so.
    public void settings(InventorySettings other) {
        settings = other;
    }

    /// From now on an adjustment is seen so much later.
    public void lag(Duration other) {
        lag = other;
    }

    /// From now on an adjustment call takes so long.
    public void callTime(Duration other) {
        callTime = other;
    }

    /// How long an adjustment call takes.
    public Duration callTime() {
        return callTime;
    }

    /// Sets stock as `PUT /v3/inventory/adjustments/absolute` does.
    ///
    /// @return the transaction's id
    /// @throws CatalogRefusal if any item is wrong; then none is changed
    public String absolute(ObjectNode body) {
        absoluteCalls.incrementAndGet();
        List<Row> rows = read(body, false);
        absoluteRows.addAndGet(rows.size());
        afterwards(() -> rows.forEach(this::set));
        return UUID.randomUUID().toString();
    }

    /// Changes stock as `POST /v3/inventory/adjustments/relative` does.
    ///
    /// @return the transaction's id
    /// @throws CatalogRefusal if any item is wrong or was never set; then none is changed
    public String relative(ObjectNode body) {
        relativeCalls.incrementAndGet();
        List<Row> rows = read(body, true);
        for (Row row : rows) {
            Level level = levels.level(row.item(), row.location()).orElse(null);
            if (level == null) {
                refused.incrementAndGet();
                throw new CatalogRefusal(
                        422,
                        "Items with identity: [%s] requires absolute adjustment before relative"
                                .formatted(row.item().identity()),
                        Map.of());
            }
            if (row.quantity() < 0 && level.onHand() + row.quantity() < level.safety()) {
                refused.incrementAndGet();
                throw AdjustmentReader.refused(
                        "Item with %s can't go below its safety stock"
                                .formatted(row.item().identity()));
            }
        }
        relativeRows.addAndGet(rows.size());
        afterwards(() ->
                rows.forEach(row -> levels.change(row.item(), row.location(), row.quantity())));
        return UUID.randomUUID().toString();
    }

    /// Sets what is on hand of this SKU at the default location, at once, as a person would.
    public void set(String sku, long quantity) {
        levels.set(item(sku), Location.DEFAULT, quantity);
    }

    /// Keeps so much of this SKU at the default location from being sold.
    public void safetyStock(String sku, long quantity) {
        levels.safety(item(sku), Location.DEFAULT, quantity);
    }

    /// How many of this SKU the storefront sells now; empty if there is no limit: it isn't tracked,
    /// its stock was never set, or it is unknown.
    public OptionalLong available(String sku) {
        return catalog.variant(sku)
                .flatMap(variant ->
                        catalog.product(variant.productId())
                                .filter(product -> product.tracking() != Tracking.NONE)
                                .map(product -> StockItem.of(product, variant)))
                .flatMap(item -> levels.level(item, Location.DEFAULT))
                .map(level -> OptionalLong.of(level.available()))
                .orElseGet(OptionalLong::empty);
    }

    /// Takes so many of this SKU from the default location for an order, or puts them back if
    /// negative.
    ///
    /// @return how many were really taken: stock doesn't go below 0, and what has no limit isn't
    ///   counted
    public long take(String sku, long quantity) {
        if (quantity == 0 || available(sku).isEmpty()) {
            return 0;
        }
        return levels.take(item(sku), Location.DEFAULT, quantity);
    }

    /// What adjustment calls were so far.
    public AdjustmentCounters counters() {
        return new AdjustmentCounters(
                absoluteCalls.get(),
                absoluteRows.get(),
                relativeCalls.get(),
                relativeRows.get(),
                refused.get(),
                notSaved.get(),
                maxInFlight.get());
    }

    /// Forgets all stock and counts.
    public void clear() {
        levels.clear();
        for (AtomicLong counter :
                List.of(
                        absoluteCalls,
                        absoluteRows,
                        relativeCalls,
                        relativeRows,
                        refused,
                        notSaved)) {
            counter.set(0);
        }
        maxInFlight.set(0);
    }

    /// Tells that an absolute adjustment is under way, to count how many are at once.
    public void enter() {
        maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    }

    /// Tells that an absolute adjustment was answered.
    public void leave() {
        inFlight.decrementAndGet();
    }

    /// Adjustments not seen yet never will be.
    @Override
    public void close() {
        later.shutdownNow();
    }

    Level level(StockItem item, long location) {
        return levels.level(item, location).orElse(Level.NOTHING);
    }

    /// Writes the `inventory_level` of a product: an absolute adjustment of the default location.
    /// It changes nothing where the product isn't tracked as a whole.
    public void write(CatalogProduct product, ObjectNode body) {
        if (product.tracking() == Tracking.PRODUCT) {
            write(new StockItem(product.id(), 0), body);
        }
    }

    /// The same of a variant; it changes nothing where the product isn't tracked by variant.
    public void write(CatalogVariant variant, ObjectNode body) {
        catalog.product(variant.productId())
                .filter(product -> product.tracking() == Tracking.VARIANT)
                .ifPresent(product -> write(StockItem.of(product, variant), body));
    }

    private void write(StockItem item, ObjectNode body) {
        if (body.path("inventory_level").isNumber()) {
            long level = Json.number(body, "inventory_level");
            afterwards(() -> levels.set(item, Location.DEFAULT, level));
        }
    }

    private List<Row> read(ObjectNode body, boolean signed) {
        try {
            return reader.read(body, signed);
        } catch (CatalogRefusal e) {
            refused.incrementAndGet();
            throw e;
        }
    }

    private void set(Row row) {
        if (row.quantity() > Integer.MAX_VALUE) {
            notSaved.incrementAndGet();
        } else {
            levels.set(row.item(), row.location(), row.quantity());
        }
    }

    private void afterwards(Runnable change) {
        if (lag.isZero()) {
            change.run();
            return;
        }
        try {
            ScheduledFuture<?> _ = later.schedule(change, lag.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("an adjustment is never seen: the sandbox is closing");
        }
    }

    private StockItem item(String sku) {
        CatalogVariant variant =
                catalog.variant(sku).orElseThrow(() -> new IllegalArgumentException(sku));
        CatalogProduct product =
                catalog.product(variant.productId())
                        .orElseThrow(() -> new IllegalArgumentException(sku));
        if (product.tracking() == Tracking.NONE) {
            throw new IllegalArgumentException(sku + " is not tracked");
        }
        return StockItem.of(product, variant);
    }
}
