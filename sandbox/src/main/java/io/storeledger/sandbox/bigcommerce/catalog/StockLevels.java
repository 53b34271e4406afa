package io.storeledger.sandbox.bigcommerce.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// What lies where, item by item. Every change is told as an event.
final class StockLevels {
    private final Map<Place, Level> levels = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final BiConsumer<String, ObjectNode> events;

    StockLevels(BiConsumer<String, ObjectNode> events) {
        this.events = events;
    }

    private record Place(StockItem item, long location) {}

    /// What lies at a location.
    ///
    /// @param safety what of it isn't sold
    record Level(long onHand, long safety) {
        static final Level NOTHING = new Level(0, 0);

        long available() {
            return Math.max(0, onHand - safety);
        }
    }

    /// Empty if it was never set.
    Optional<Level> level(StockItem item, long location) {
        return Optional.ofNullable(levels.get(new Place(item, location)));
    }

    void set(StockItem item, long location, long quantity) {
        lock.lock();
        try {
            Optional<Level> old = level(item, location);
            Level before = old.orElse(Level.NOTHING);
            long now = Math.max(0, quantity);
            levels.put(new Place(item, location), new Level(now, before.safety()));
            if (old.isEmpty() || before.onHand() != now) {
                events.accept(item.event(false), item.data(now - before.onHand(), false));
            }
        } finally {
            lock.unlock();
        }
    }

    void change(StockItem item, long location, long by) {
        lock.lock();
        try {
            set(item, location, level(item, location).orElse(Level.NOTHING).onHand() + by);
        } finally {
            lock.unlock();
        }
    }

    void safety(StockItem item, long location, long quantity) {
        lock.lock();
        try {
            Level old = level(item, location).orElse(Level.NOTHING);
            levels.put(new Place(item, location), new Level(old.onHand(), quantity));
        } finally {
            lock.unlock();
        }
    }

    /// Takes for an order what there is, at most so many; puts back if negative.
    ///
    /// @return how many were taken
    long take(StockItem item, long location, long quantity) {
        lock.lock();
        try {
            Level old = level(item, location).orElse(Level.NOTHING);
            long taken = Math.min(old.onHand(), quantity);
            levels.put(new Place(item, location), new Level(old.onHand() - taken, old.safety()));
            if (taken != 0) {
                events.accept(item.event(true), item.data(-taken, true));
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        levels.clear();
    }
}
