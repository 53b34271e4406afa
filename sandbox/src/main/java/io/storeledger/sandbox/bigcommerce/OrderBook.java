package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The store's orders and what happens to them.
final class OrderBook {
    private final ConcurrentSkipListMap<Long, OrderEntry> orders = new ConcurrentSkipListMap<>();
    private final AtomicLong lastOrder = new AtomicLong(100);
    private final StoreConfig config;
    private final Faults faults;
    private final Clock clock;
    private final Events events;
    private final OrderStock stock;
    private final OrderShape shape;

    OrderBook(StoreConfig config, Faults faults, Clock clock, Events events, OrderStock stock) {
        this.config = config;
        this.faults = faults;
        this.clock = clock;
        this.events = events;
        this.stock = stock;
        this.shape = new OrderShape(config.currency());
    }

    long place(ObjectNode order) {
        long id = lastOrder.incrementAndGet();
        Instant now = now();
        ObjectNode whole = order.deepCopy();
        shape.complete(whole, id, now, now);
        Instant stale =
                faults.strikes(Fault.BIGCOMMERCE_STALE_READ)
                        ? clock.instant().plus(config.staleFor())
                        : Instant.EPOCH;
        stock.changed(whole);
        orders.put(id, OrderEntry.of(whole, now, now, stale));
        events.order("created", id);
        return id;
    }

    ConcurrentSkipListMap<Long, OrderEntry> entries() {
        return orders;
    }

    ObjectNode order(long id) {
        return entry(id).packed().tree();
    }

    void updateStatus(long id, int statusId) {
        int before = entry(id).statusId();
        change(id, order -> OrderShape.status(order, statusId));
        if (before == statusId) {
            return;
        }
        ObjectNode data = Events.data("order", id);
        ObjectNode status = data.putObject("status");
        status.put("previous_status_id", before);
        status.put("new_status_id", statusId);
        events.fire("store/order/statusUpdated", data);
        events.order("updated", id);
    }

    void edit(long id, Consumer<ObjectNode> change) {
        change(id, change);
        events.order("updated", id);
    }

    void archive(long id) {
        change(id, order -> order.put("is_deleted", true));
        events.order("archived", id);
    }

    void delete(long id) {
        orders.remove(id);
        stock.forget(id);
        events.order("archived", id);
    }

    void addTransaction(long id, ObjectNode transaction) {
        change(
                id,
                order -> {
                    ObjectNode added = transaction.deepCopy();
                    added.put("order_id", Long.toString(id));
                    if (!added.has("date_created")) {
                        added.put("date_created", Dates.iso(now()));
                    }
                    ((ArrayNode) order.path("transactions")).add(added);
                });
        List<ObjectNode> all = Json.objects(order(id), "transactions");
        ObjectNode data = Json.object();
        data.put("type", "transaction");
        data.put("order_id", Long.toString(id));
        data.put("transaction_id", Json.text(all.getLast(), "id"));
        events.fire("store/order/transaction/created", data);
    }

    boolean stale(OrderEntry entry) {
        return clock.instant().isBefore(entry.staleUntil());
    }

    /// Changes the order and tells nobody.
    void change(long id, Consumer<ObjectNode> change) {
        change(id, change, true);
    }

    /// The same without a trace in its time of modification.
    void changeQuietly(long id, Consumer<ObjectNode> change) {
        change(id, change, false);
    }

    private void change(long id, Consumer<ObjectNode> change, boolean modifies) {
        OrderEntry changed =
                orders.computeIfPresent(
                        id,
                        (key, old) -> {
                            ObjectNode order = old.packed().tree();
                            change.accept(order);
                            Instant modified = modifies ? now() : old.modified();
                            shape.complete(order, id, old.created(), modified);
                            stock.changed(order);
                            return OrderEntry.of(order, old.created(), modified, old.staleUntil());
                        });
        if (changed == null) {
            throw new NoSuchElementException("no order " + id);
        }
    }

    private OrderEntry entry(long id) {
        OrderEntry entry = orders.get(id);
        if (entry == null) {
            throw new NoSuchElementException("no order " + id);
        }
        return entry;
    }

    // Both APIs tell times in whole seconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
