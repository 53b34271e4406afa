package io.storeledger.cli.demo;

import io.storeledger.mapping.ExternalIds;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.netsuite.stock.Level;
import io.storeledger.sandbox.netsuite.stock.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the store sold and shows against what NetSuite's warehouses had and have.
///
/// @param oversold units that the store sold and no warehouse ever had
/// @param differ SKUs of which the store shows something else than there is to sell
/// @param differences a line for each of these
record StockBooks(long oversold, int differ, List<String> differences) {
    /// Incomplete, refunded, cancelled, declined: they take no stock.
    private static final Set<Integer> TAKE_NOTHING = Set.of(0, 4, 5, 6);

    boolean agree() {
        return differences.isEmpty();
    }

    /// @param buffer how many of each SKU the store is not to show
    static StockBooks compare(SandboxApp sandbox, long buffer) {
        List<String> differences = new ArrayList<>();
        Map<String, Long> stocked = sandbox.netSuite().warehouse().everStocked();
        Map<String, Long> oversold = oversoldBySku(sandbox);
        Map<String, Long> held = onTheirWay(sandbox);
        Map<String, BigDecimal> available = available(sandbox);
        int differ = 0;
        for (String sku : new TreeSet<>(stocked.keySet())) {
            if (oversold.containsKey(sku)) {
                differences.add(
                        "%s: %d sold that were never there".formatted(sku, oversold.get(sku)));
            }
            OptionalLong shown = sandbox.store().inventory().available(sku);
            long right =
                    Math.max(
                            0,
                            available.getOrDefault(sku, BigDecimal.ZERO).longValue()
                                    - held.getOrDefault(sku.toLowerCase(Locale.ROOT), 0L)
                                    - buffer);
            if (shown.isEmpty() && sandbox.store().catalog().variant(sku).isPresent()) {
                differ++;
                differences.add("%s: the store knows no stock of it".formatted(sku));
            } else if (shown.isPresent() && shown.getAsLong() != right) {
                differ++;
                differences.add(
                        "%s: the store shows %d, there are %d to sell (%s in NetSuite, %d on their way)"
                                .formatted(
                                        sku,
                                        shown.getAsLong(),
                                        right,
                                        available.getOrDefault(sku, BigDecimal.ZERO),
                                        held.getOrDefault(sku.toLowerCase(Locale.ROOT), 0L)));
            }
        }
        return new StockBooks(total(oversold), differ, differences);
    }

    /// How many units the store sold that no warehouse ever had.
    static long oversold(SandboxApp sandbox) {
        return total(oversoldBySku(sandbox));
    }

    private static long total(Map<String, Long> bySku) {
        return bySku.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> oversoldBySku(SandboxApp sandbox) {
        Map<String, Long> stocked = sandbox.netSuite().warehouse().everStocked();
        Map<String, Long> more = new HashMap<>();
        sandbox.store()
                .sold()
                .forEach((sku, units) -> {
                    if (stocked.containsKey(sku) && units > stocked.get(sku)) {
                        more.put(sku, units - stocked.get(sku));
                    }
                });
        if (!more.isEmpty()) {
            // nobody waits for what a merchant put away before it was NetSuite's: others may have
            // it
            Map<String, Long> putAway =
                    unwritten(sandbox, order -> order.path("is_deleted").asBoolean(false));
            more.replaceAll(
                    (sku, units) -> units - putAway.getOrDefault(sku.toLowerCase(Locale.ROOT), 0L));
            more.values().removeIf(units -> units <= 0);
        }
        return more;
    }

    /// Whether the store has heard of the stock of all that it has and that is stocked.
    static boolean isShown(SandboxApp sandbox) {
        return sandbox.netSuite().warehouse().everStocked().keySet().stream()
                .filter(sku -> sandbox.store().catalog().variant(sku).isPresent())
                .allMatch(sku -> sandbox.store().inventory().available(sku).isPresent());
    }

    private static Map<String, BigDecimal> available(SandboxApp sandbox) {
        Map<Long, BigDecimal> byItem = new HashMap<>();
        for (Map.Entry<Place, Level> level : sandbox.netSuite().stock().levels().entrySet()) {
            byItem.merge(
                    level.getKey().item(),
                    // what one location lacks is promised from the others
                    level.getValue().available().subtract(level.getValue().backordered()),
                    BigDecimal::add);
        }
        Map<String, BigDecimal> bySku = new HashMap<>();
        for (String sku : sandbox.netSuite().warehouse().everStocked().keySet()) {
            sandbox.netSuite()
                    .idOf("item", "itemid", sku)
                    .ifPresent(id ->
                            bySku.put(sku, byItem.getOrDefault(Long.valueOf(id), BigDecimal.ZERO)));
        }
        return bySku;
    }

    /// What orders took that NetSuite does not have, such as those that wait for their payment.
    private static Map<String, Long> onTheirWay(SandboxApp sandbox) {
        return unwritten(sandbox, order -> !order.path("is_deleted").asBoolean(false));
    }

    private static Map<String, Long> unwritten(SandboxApp sandbox, Predicate<ObjectNode> which) {
        var ids = new ExternalIds(sandbox.store().config().hash());
        Map<String, Long> units = new HashMap<>();
        for (ObjectNode order : sandbox.store().orders()) {
            boolean takes = !TAKE_NOTHING.contains(order.path("status_id").asInt());
            String sale = ids.salesOrder(order.path("id").asString(""));
            if (takes
                    && which.test(order)
                    && sandbox.netSuite().byExternalId("salesOrder", sale).isEmpty()) {
                for (JsonNode line : order.path("products")) {
                    units.merge(
                            line.path("sku").asString("").toLowerCase(Locale.ROOT),
                            line.path("quantity").asLong(0),
                            Long::sum);
                }
            }
        }
        return units;
    }
}
