package io.storeledger.benchmarks.pipeline;

import io.storeledger.benchmarks.vendors.Orders;
import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// Places orders at a steady rate. Of each the store tells twice at once, that it was made and that
/// it was changed, as stores do.
final class Shop {
    private static final int REGULARS = 200;
    private static final long FIRST_NEW_CUSTOMER = 1_000_000;

    private final StoreSandbox store;
    private final RandomGenerator random;
    private final Orders orders;
    private final Map<Long, Long> placed = new HashMap<>();
    private final Map<Long, Long> orderOfCustomer = new HashMap<>();
    private long customers = FIRST_NEW_CUSTOMER;

    Shop(StoreSandbox store, RandomGenerator random) {
        this.store = store;
        this.random = random;
        this.orders = new Orders(random);
    }

    /// Forgets what was placed; regular customers stay known.
    void forget() {
        placed.clear();
        orderOfCustomer.clear();
    }

    /// Places them all, each at its time; blocks until then.
    void open(double perSecond, Duration length) {
        long total = Math.round(perSecond * length.toMillis() / 1000);
        long start = System.nanoTime();
        for (long i = 0; i < total; i++) {
            boolean regular = random.nextBoolean();
            long customer = regular ? 1 + random.nextInt(REGULARS) : ++customers;
            ObjectNode order = orders.next(customer);
            long due = start + Math.round(i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long now = System.nanoTime();
            long id = store.placeOrder(order);
            store.edit(id, made -> made.put("staff_notes", ""));
            placed.put(id, now);
            if (!regular) {
                orderOfCustomer.put(customer, id);
            }
        }
    }

    /// When each order was placed, by `System.nanoTime`.
    Map<Long, Long> placed() {
        return Map.copyOf(placed);
    }

    /// The order of each customer who has just one.
    Map<Long, Long> orderOfCustomer() {
        return Map.copyOf(orderOfCustomer);
    }
}
