package io.storeledger.catalog.rule;

import io.storeledger.common.config.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How what is available in NetSuite becomes what the store shows.
///
/// @param locations NetSuite's locations that are summed; empty for all
/// @param mapped NetSuite's location to BigCommerce's; empty to sum
/// @param location BigCommerce's location that shows the sum, and from which what is on its way is
///   held back
/// @param buffer how many are kept from sale at each location
/// @param bufferBySkuPrefix the same by the beginning of the SKU, the longest first
/// @param decrements when the store takes what was sold off its own stock
/// @param margin how far the clocks of store, account and ours may be apart, and how long the store
///   may take to apply what it answered
/// @param lookBack how long before a decision an order may have been changed that the decision did
///   not know and that is looked for before stock is written
/// @param trackUntracked whether an item whose stock the store doesn't track is switched to it
public record StockRule(
        Set<String> locations,
        Map<String, String> mapped,
        String location,
        long buffer,
        Map<String, Long> bufferBySkuPrefix,
        Decrements decrements,
        Duration margin,
        Duration lookBack,
        boolean trackUntracked) {
    /// How long the orders of a SKU are remembered after they were last heard of, so that one that
    /// is merely touched is no news.
    public static final Duration REMEMBERED = Duration.ofHours(1);

    /// How long the newest of a SKU's orders are remembered: so far back at most an outage can be
    /// told.
    public static final Duration REMEMBERED_AT_MOST = Duration.ofDays(3);

    /// How many these are.
    public static final int REMEMBERED_LONGER = 20;

    /// Incomplete, refunded, cancelled, declined: what they took has gone back, or was never taken.
    private static final Set<Long> WITHOUT_STOCK = Set.of(0L, 4L, 5L, 6L);

    /// What the store can hold.
    private static final long MOST = Integer.MAX_VALUE;

    /// When the store decrements: its setting `update_stock_behavior`.
    public enum Decrements {
        ORDER_PLACED,
        ORDER_COMPLETED_OR_SHIPPED
    }

    public StockRule {
        locations = Set.copyOf(locations);
        mapped = Map.copyOf(mapped);
        Map<String, Long> longestFirst = new LinkedHashMap<>();
        bufferBySkuPrefix.entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<String, Long>>comparingInt(e -> e.getKey().length())
                                .reversed())
                .forEach(e -> longestFirst.put(e.getKey().toLowerCase(Locale.ROOT), e.getValue()));
        bufferBySkuPrefix = longestFirst;
    }

    /// Reads a `stock` section.
    static StockRule read(Settings settings) {
        Map<String, String> mapped = settings.map("byLocation");
        List<String> locations = settings.strings("locations", List.of());
        if (!mapped.isEmpty() && !locations.isEmpty()) {
            settings.fault("locations", "can't stand beside byLocation: leave out one of them");
        }
        locations.forEach(id -> requireId(settings, "locations", id));
        mapped.forEach((netSuite, store) -> {
            requireId(settings, "byLocation", netSuite);
            requireId(settings, "byLocation", store);
        });
        String first = mapped.values().stream().findFirst().orElse("1");
        String location = settings.string("location", first);
        requireId(settings, "location", location);
        if (!mapped.isEmpty() && !mapped.containsValue(location)) {
            settings.fault("location", "should be one that byLocation maps to");
        }
        return new StockRule(
                mapped.isEmpty() ? Set.copyOf(locations) : mapped.keySet(),
                mapped,
                location,
                settings.integer("buffer", 0, 0, Integer.MAX_VALUE),
                buffers(settings),
                settings.choice("decrements", Decrements.class, Decrements.ORDER_PLACED),
                settings.duration("margin", Duration.ofSeconds(10)),
                lookBack(settings),
                settings.flag("trackUntracked", false));
    }

    /// Whether an order of this status takes stock.
    public static boolean takesStock(long status) {
        return !WITHOUT_STOCK.contains(status);
    }

    /// What each of BigCommerce's locations is to show.
    ///
    /// @param available by NetSuite's location
    /// @param held how many are sold and not yet known to NetSuite
    public Map<String, Long> target(String sku, Map<String, BigDecimal> available, long held) {
        Map<String, BigDecimal> sums = new HashMap<>();
        sums.put(location, BigDecimal.ZERO);
        mapped.values().forEach(to -> sums.put(to, BigDecimal.ZERO));
        available.forEach((from, quantity) -> {
            if (locations.isEmpty() || locations.contains(from)) {
                sums.merge(mapped.getOrDefault(from, location), quantity, BigDecimal::add);
            }
        });
        long kept = bufferOf(sku);
        Map<String, Long> target = new TreeMap<>();
        sums.forEach((to, sum) -> {
            long left = sum.setScale(0, RoundingMode.FLOOR).longValue() - kept;
            target.put(to, Math.clamp(to.equals(location) ? left - held : left, 0, MOST));
        });
        return target;
    }

    /// Nothing at any location.
    public Map<String, Long> nothing(String sku) {
        return target(sku, Map.of(), 0);
    }

    private long bufferOf(String sku) {
        String lower = sku.toLowerCase(Locale.ROOT);
        return bufferBySkuPrefix.entrySet().stream()
                .filter(entry -> lower.startsWith(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(buffer);
    }

    private static Map<String, Long> buffers(Settings settings) {
        Map<String, Long> buffers = new HashMap<>();
        settings.map("bufferBySkuPrefix")
                .forEach((prefix, text) -> {
                    if (text.matches("\\d{1,9}")) {
                        buffers.put(prefix, Long.valueOf(text));
                    } else {
                        settings.fault(
                                "bufferBySkuPrefix." + prefix,
                                "\"%s\" should be a whole number from 0".formatted(text));
                    }
                });
        return buffers;
    }

    private static Duration lookBack(Settings settings) {
        Duration lookBack = settings.duration("lookBack", Duration.ofMinutes(20));
        if (lookBack.compareTo(REMEMBERED.dividedBy(2)) > 0) {
            settings.fault("lookBack", "should be at most 30m: orders are remembered for an hour");
        }
        return lookBack;
    }

    private static void requireId(Settings settings, String key, String id) {
        if (!id.matches("\\d{1,9}")) {
            settings.fault(key, "\"%s\" should be a location's id: a number".formatted(id));
        }
    }
}
