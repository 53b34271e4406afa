package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.bigcommerce.catalog.Inventory;
import io.storeledger.sandbox.bigcommerce.catalog.InventorySettings;
import io.storeledger.sandbox.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// What orders take from the stock, and what was sold. Bundled products count like any other.
final class OrderStock {
    private static final Set<OrderStatus> NEVER_SOLD =
            Set.of(OrderStatus.INCOMPLETE, OrderStatus.CANCELLED, OrderStatus.DECLINED);
    private static final Set<OrderStatus> SHIPPED =
            Set.of(OrderStatus.SHIPPED, OrderStatus.COMPLETED);

    private final Inventory inventory;
    private final Map<Long, Holding> holdings = new ConcurrentHashMap<>();
    private final Map<String, Long> sold = new ConcurrentHashMap<>();

    OrderStock(Inventory inventory) {
        this.inventory = inventory;
    }

    /// What an order holds.
    ///
    /// @param asked what it should have taken
    /// @param taken what it did take: less where stock was short or had no limit
    /// @param sold what of it counts as sold
    private record Holding(
            Map<String, Long> asked, Map<String, Long> taken, Map<String, Long> sold) {
        static final Holding NOTHING = new Holding(Map.of(), Map.of(), Map.of());
    }

    /// Takes or puts back what the order as it is now makes necessary. Calls for one order must
    /// come one after the other.
    void changed(ObjectNode order) {
        long id = Json.number(order, "id");
        Holding old = holdings.getOrDefault(id, Holding.NOTHING);
        InventorySettings settings = inventory.settings();
        OrderStatus status =
                OrderStatus.of(Json.number(order, "status_id")).orElse(OrderStatus.INCOMPLETE);
        Map<String, Long> lines = lines(order);
        boolean returned = status == OrderStatus.REFUNDED && settings.onRefund();
        Map<String, Long> nowSold =
                NEVER_SOLD.contains(status) || returned ? Map.<String, Long>of() : lines;
        Map<String, Long> asked = asked(status, old.asked(), lines, settings);
        Map<String, Long> taken = new HashMap<>(old.taken());
        for (String sku : union(asked, old.asked())) {
            long more = asked.getOrDefault(sku, 0L) - old.asked().getOrDefault(sku, 0L);
            long has = taken.getOrDefault(sku, 0L);
            long moved = inventory.take(sku, more > 0 ? more : -Math.min(-more, has));
            taken.merge(sku, moved, Long::sum);
        }
        for (String sku : union(nowSold, old.sold())) {
            long more = nowSold.getOrDefault(sku, 0L) - old.sold().getOrDefault(sku, 0L);
            sold.merge(sku, more, Long::sum);
        }
        if (!asked.isEmpty() || !nowSold.isEmpty() || holdings.containsKey(id)) {
            holdings.put(id, new Holding(asked, taken, nowSold));
        }
    }

    /// Forgets what the order took; it stays sold.
    void forget(long id) {
        holdings.remove(id);
    }

    Map<String, Long> sold() {
        Map<String, Long> all = new HashMap<>(sold);
        all.values().removeIf(units -> units == 0);
        return all;
    }

    void clear() {
        holdings.clear();
        sold.clear();
    }

    private static Map<String, Long> asked(
            OrderStatus status,
            Map<String, Long> before,
            Map<String, Long> lines,
            InventorySettings settings) {
        return switch (status) {
            case INCOMPLETE -> before;
            case CANCELLED, DECLINED, REFUNDED -> settings.onRefund() ? Map.of() : before;
            case PENDING,
                    SHIPPED,
                    PARTIALLY_SHIPPED,
                    AWAITING_PAYMENT,
                    AWAITING_PICKUP,
                    AWAITING_SHIPMENT,
                    COMPLETED,
                    AWAITING_FULFILLMENT,
                    MANUAL_VERIFICATION_REQUIRED,
                    DISPUTED,
                    PARTIALLY_REFUNDED -> {
                boolean first = before.isEmpty();
                boolean due = !settings.whenShipped() || SHIPPED.contains(status);
                yield first ? (due ? lines : before) : (settings.onEdit() ? lines : before);
            }
        };
    }

    private static Map<String, Long> lines(ObjectNode order) {
        Map<String, Long> lines = new HashMap<>();
        for (ObjectNode line : Json.objects(order, "products")) {
            String sku = Json.text(line, "sku");
            if (!sku.isEmpty()) {
                lines.merge(sku, Json.number(line, "quantity"), Long::sum);
            }
        }
        return lines;
    }

    private static Set<String> union(Map<String, Long> one, Map<String, Long> other) {
        Set<String> all = new HashSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }
}
