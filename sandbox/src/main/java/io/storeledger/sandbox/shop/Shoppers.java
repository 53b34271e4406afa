package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Simulates shoppers: orders that start incomplete and are completed shortly after, and what comes
/// later: edits, cancellations, refunds, changes of status; and registrations with what changes in
/// them.
public final class Shoppers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shoppers.class);
    private static final int OPEN_DRAFTS = 500;
    private static final long TICK_MILLIS = 20;

    private final StoreSandbox store;
    private final RandomGenerator random;
    private final OrderMaker maker;
    private final People people;
    private final ReentrantLock lock = new ReentrantLock();
    private final Members members;
    private final Shelf shelf;
    private final Aftermath aftermath;
    // Checkouts not completed yet; they are completed at the latest when the shoppers stop.
    private final Map<Long, OrderDraft> open = new HashMap<>();
    private final ScheduledExecutorService time =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sandbox-shoppers").factory());
    private @Nullable ScheduledFuture<?> ticking;
    private double due;
    private volatile boolean onlyInStock;
    private long placed;

    /// Shoppers of this store; none shop yet.
    public Shoppers(StoreSandbox store, RandomGenerator random) {
        this.store = store;
        this.random = random;
        this.maker =
                new OrderMaker(
                        random,
                        product -> store.catalog().price(product.sku()).orElseGet(product::price));
        this.people = new People(random);
        this.members = new Members(store, random, people);
        this.shelf = new Shelf(store);
        this.aftermath = new Aftermath(store, random, this::later);
    }

    /// From now on shoppers buy only what the store shows in stock, or as before whatever they
    /// like. What has no limit they buy freely.
    public void buyOnlyInStock(boolean only) {
        onlyInStock = only;
    }

    /// From now on so many orders are placed per second.
    public void start(double ordersPerSecond) {
        lock.lock();
        try {
            cancel();
            ticking =
                    time.scheduleAtFixedRate(
                            () -> tick(ordersPerSecond * TICK_MILLIS / 1000),
                            0,
                            TICK_MILLIS,
                            TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }

    /// No more orders are placed; checkouts under way are completed at once.
    public void stop() {
        lock.lock();
        try {
            cancel();
            List.copyOf(open.keySet()).forEach(this::complete);
        } finally {
            lock.unlock();
        }
    }

    /// How many orders were placed.
    public long placed() {
        lock.lock();
        try {
            return placed;
        } finally {
            lock.unlock();
        }
    }

    /// Places one made-up order right now, completed at once, and gives its id. Nothing comes of it
    /// later.
    ///
    /// @throws IllegalStateException if shoppers buy only what is in stock and nothing is
    public long placeOne() {
        lock.lock();
        try {
            long id = checkout();
            if (id == 0) {
                throw new IllegalStateException("nothing that the shopper wanted is in stock");
            }
            pay(id);
            return id;
        } finally {
            lock.unlock();
        }
    }

    /// Stops and waits until all is done.
    @Override
    public void close() {
        stop();
        time.shutdownNow();
        try {
            if (!time.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the shoppers did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    private void tick(double orders) {
        lock.lock();
        try {
            if (ticking == null) {
                // stopped while this one waited
                return;
            }
            due += orders;
            while (due >= 1) {
                due -= 1;
                long id = checkout();
                if (random.nextInt(10) == 0) {
                    members.change();
                }
                if (id == 0) {
                    continue;
                }
                // Some leave at the payment page for good.
                if (random.nextInt(20) == 0) {
                    open.remove(id);
                } else {
                    later(200, 1500, () -> complete(id));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    // The new order's id, 0 if nothing that the shopper wanted is in stock.
    private long checkout() {
        Members.Member member =
                random.nextInt(5) < 2 ? members.next() : Members.Member.guest(people.next());
        OrderDraft draft = maker.next(member.person(), member.id());
        if (onlyInStock && !shelf.fit(draft)) {
            return 0;
        }
        long id = store.placeOrder(draft.status(0).toOrder());
        placed++;
        open.put(id, draft);
        return id;
    }

    private void complete(long id) {
        OrderDraft draft = pay(id);
        if (draft == null) {
            return;
        }
        if (open.size() < OPEN_DRAFTS) {
            aftermath.of(id, draft, onlyInStock);
        }
        if (draft.customerId() == 0 && random.nextInt(20) == 0) {
            later(2_000, 10_000, () -> members.registerLater(id, draft.person()));
        }
    }

    // The draft, null if its shopper has left.
    private @Nullable OrderDraft pay(long id) {
        OrderDraft draft = open.remove(id);
        // Who finds at the end that something is gone leaves.
        if (draft == null || (onlyInStock && !shelf.has(draft))) {
            return null;
        }
        draft.status(random.nextInt(12) == 0 ? 7 : 11);
        ObjectNode complete = draft.toOrder();
        for (ObjectNode transaction : Json.objects(complete, "transactions")) {
            if (!transaction.has("gift_certificate") && !transaction.has("store_credit")) {
                store.addTransaction(id, transaction);
            }
        }
        store.updateStatus(id, draft.statusId());
        store.edit(id, order -> order.put("payment_status", Json.text(complete, "payment_status")));
        return draft;
    }

    // The merchant drops a line or changes a quantity.
    void changeLines(long id, OrderDraft draft) {
        aftermath.changeLines(id, draft, onlyInStock);
    }

    private void later(long fromMillis, long toMillis, Runnable what) {
        long delay = fromMillis + random.nextLong(toMillis - fromMillis);
        ScheduledFuture<?> _ = time.schedule(() -> locked(what), delay, TimeUnit.MILLISECONDS);
    }

    private void locked(Runnable what) {
        lock.lock();
        try {
            what.run();
        } catch (NoSuchElementException e) {
            LOG.atDebug().log("an order went away before its shopper came back");
        } finally {
            lock.unlock();
        }
    }
}
