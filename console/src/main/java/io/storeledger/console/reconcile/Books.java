package io.storeledger.console.reconcile;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What both sides hold, as far as it was read for a period.
///
/// @param period what is reconciled
/// @param orders the orders that the store took in it, by number
/// @param refunds the refunds that it made in it, by number
/// @param otherOrders orders of other times that were looked up, by number
/// @param otherRefunds likewise
/// @param transactions what NetSuite has, by external id
/// @param log what was done with all of it
record Books(
        Period period,
        Map<Long, ObjectNode> orders,
        Map<Long, ObjectNode> refunds,
        Map<Long, ObjectNode> otherOrders,
        Map<Long, ObjectNode> otherRefunds,
        Map<String, Transaction> transactions,
        ImportLog log) {

    Books {
        orders = Map.copyOf(orders);
        refunds = Map.copyOf(refunds);
        otherOrders = Map.copyOf(otherOrders);
        otherRefunds = Map.copyOf(otherRefunds);
        transactions = Map.copyOf(transactions);
    }

    /// The same with newer states of some orders, refunds and transactions.
    ///
    /// @param asked the external ids of the transactions that were asked for: those that are not
    ///   found are gone
    Books with(
            Map<Long, ObjectNode> newerOrders,
            Map<Long, ObjectNode> newerRefunds,
            Iterable<String> asked,
            Map<String, Transaction> newerTransactions) {
        Map<String, Transaction> now = new HashMap<>(transactions);
        asked.forEach(now::remove);
        now.putAll(newerTransactions);
        return new Books(
                period,
                newer(orders, newerOrders),
                newer(refunds, newerRefunds),
                otherOrders,
                otherRefunds,
                now,
                log);
    }

    private static Map<Long, ObjectNode> newer(
            Map<Long, ObjectNode> all, Map<Long, ObjectNode> some) {
        Map<Long, ObjectNode> now = new HashMap<>(all);
        some.forEach(now::replace);
        return now;
    }
}
