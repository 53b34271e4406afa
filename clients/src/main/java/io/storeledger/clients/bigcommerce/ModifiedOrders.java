package io.storeledger.clients.bigcommerce;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The orders modified since a time, oldest change first, each change once.
///
/// An order that is modified meanwhile moves to the end and all others move up by one, so that deep
/// pages would skip some: the next page is asked for from the last change seen instead.
final class ModifiedOrders implements Iterator<ObjectNode> {
    private final Pages pages;
    private final Deque<ObjectNode> ready = new ArrayDeque<>();
    private Instant since;
    private int page = 1;
    private Set<String> seen = new HashSet<>();
    private boolean ended;

    ModifiedOrders(Pages pages, Instant since) {
        this.pages = pages;
        this.since = since;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            read();
        }
        return !ready.isEmpty();
    }

    @Override
    public ObjectNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more orders");
        }
        return ready.remove();
    }

    private void read() {
        Map<String, String> query =
                Map.of("min_date_modified", since.toString(), "sort", "date_modified:asc");
        List<ObjectNode> orders = pages.v2("orders", "v2/orders", query, page);
        ended = Pages.isLast(orders);
        Set<String> met = new HashSet<>();
        for (ObjectNode order : orders) {
            String change = order.path("id").asString("") + "@" + date(order);
            met.add(change);
            if (!seen.contains(change)) {
                ready.add(order);
            }
        }
        Optional<Instant> last = ended ? Optional.empty() : modified(orders.getLast());
        if (last.isPresent() && last.get().isAfter(since)) {
            since = last.get();
            page = 1;
            seen = met;
        } else {
            // a whole page within one second: only the next page leads on
            page++;
            seen.addAll(met);
        }
    }

    private static String date(ObjectNode order) {
        return order.path("date_modified").asString("");
    }

    private static Optional<Instant> modified(ObjectNode order) {
        return VendorDates.parse(date(order));
    }
}
