package io.storeledger.console.reconcile;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.Pace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// Reads the store's lists: one call at a time, and a small share of the quota.
final class StoreBooks {
    private static final double QUOTA_SHARE = 0.25;

    /// As many records come with a call of a list.
    private static final int A_PAGE = BigCommerceClient.ORDERS_A_RANGE;

    private final BigCommerceClient client;
    private final Patience patience;
    private final Pace pace = Pace.share(QUOTA_SHARE);

    StoreBooks(BigCommerceClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /// The orders that the store took, by number.
    Map<Long, ObjectNode> orders(Period period) {
        return all(client.ordersCreatedBetween(period.from(), period.to()));
    }

    /// The refunds that the store made, by number.
    Map<Long, ObjectNode> refunds(Period period) {
        return all(client.refundsInPages(period.from(), period.to()));
    }

    /// Those of these orders that the store has, whenever it took them.
    Map<Long, ObjectNode> orders(Collection<Long> ids) {
        Map<Long, ObjectNode> found = new LinkedHashMap<>();
        NavigableSet<Long> left = new TreeSet<>(ids);
        while (!left.isEmpty()) {
            long first = left.first();
            patience.call(() -> client.ordersFrom(first)).forEach(order -> note(found, order));
            left = left.tailSet(first + BigCommerceClient.ORDERS_A_RANGE, true);
            rest();
        }
        found.keySet().retainAll(new TreeSet<>(ids));
        return found;
    }

    /// Those of these refunds that the store has, whenever it made them.
    Map<Long, ObjectNode> refunds(Collection<Long> ids) {
        Map<Long, ObjectNode> found = new LinkedHashMap<>();
        List<Long> all = new ArrayList<>(new TreeSet<>(ids));
        for (int from = 0; from < all.size(); from += BigCommerceClient.REFUNDS_A_CALL) {
            List<Long> some =
                    all.subList(
                            from, Math.min(all.size(), from + BigCommerceClient.REFUNDS_A_CALL));
            patience.call(() -> client.refundsWithIds(some)).forEach(refund -> note(found, refund));
            rest();
        }
        return found;
    }

    private Map<Long, ObjectNode> all(Iterator<ObjectNode> records) {
        Map<Long, ObjectNode> found = new LinkedHashMap<>();
        for (int count = 1; patience.call(records::hasNext); count++) {
            note(found, records.next());
            if (count % A_PAGE == 0) {
                rest();
            }
        }
        return found;
    }

    private void rest() {
        Patience.pause(pace.of(1, client.callsPerSecond()));
    }

    private static void note(Map<Long, ObjectNode> found, ObjectNode record) {
        long id = record.path("id").asLong(0);
        if (id > 0) {
            found.put(id, record);
        }
    }
}
