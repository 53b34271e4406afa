package io.storeledger.cli.demo;

import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.ImportRule;
import io.storeledger.sandbox.SandboxApp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The store's orders against NetSuite's sales orders, one by one.
///
/// @param placed orders in the store, whatever became of them
/// @param imported orders that belong in NetSuite
/// @param salesOrders sales orders in NetSuite
/// @param missing imported orders that are not in NetSuite
/// @param duplicated sales orders beyond the one that an order has
/// @param totalsDiffer imported orders whose totals differ, though NetSuite had not begun to send
///   them
/// @param differences a line for each of these
record OrderBooks(
        int placed,
        int imported,
        int salesOrders,
        int missing,
        int duplicated,
        int totalsDiffer,
        List<String> differences) {
    private static final Set<String> NOT_BEGUN = Set.of("A", "B");

    boolean agree() {
        return missing == 0 && duplicated == 0 && totalsDiffer == 0;
    }

    static OrderBooks compare(SandboxApp sandbox, ImportRule rule) {
        ExternalIds ids = new ExternalIds(sandbox.store().config().hash());
        Map<String, List<ObjectNode>> sales = new HashMap<>();
        List<ObjectNode> all = sandbox.netSuite().records("salesOrder");
        for (ObjectNode sale : all) {
            sales.computeIfAbsent(sale.path("otherRefNum").asString(""), n -> new ArrayList<>())
                    .add(sale);
        }
        List<ObjectNode> orders = sandbox.store().orders();
        List<String> differences = new ArrayList<>();
        int imported = 0;
        int missing = 0;
        int duplicated = 0;
        int differ = 0;
        for (ObjectNode order : orders) {
            String id = order.path("id").asString("");
            List<ObjectNode> of = sales.getOrDefault(id, List.of());
            if (of.size() > 1) {
                duplicated += of.size() - 1;
                differences.add("order %s: %d sales orders".formatted(id, of.size()));
            }
            if (rule.of(order) != Disposition.IMPORT) {
                continue;
            }
            imported++;
            if (of.isEmpty()) {
                missing++;
                differences.add("order %s: not in NetSuite".formatted(id));
                continue;
            }
            BigDecimal charged = Amounts.of(order, "total_inc_tax");
            BigDecimal posted = Amounts.of(of.getFirst(), "total");
            // what is sent is not changed any more, whatever is edited in the store then
            if (Amounts.differ(charged, posted) && !isBegun(of.getFirst())) {
                differ++;
                differences.add(
                        "order %s: the store charged %s, sales order %s totals %s"
                                .formatted(id, charged, ids.salesOrder(id), posted));
            }
        }
        return new OrderBooks(
                orders.size(), imported, all.size(), missing, duplicated, differ, differences);
    }

    /// Whether NetSuite has begun to send or bill it: neither pending approval nor fulfilment.
    private static boolean isBegun(ObjectNode sale) {
        String status = sale.path("status").path("id").asString("");
        return !status.isEmpty() && !NOT_BEGUN.contains(status);
    }
}
