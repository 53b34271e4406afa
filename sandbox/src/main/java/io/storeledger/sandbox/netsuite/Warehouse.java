package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import io.storeledger.sandbox.netsuite.stock.Level;
import io.storeledger.sandbox.netsuite.stock.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/// Simulates who works in the warehouse and in accounting: goods are received, sales orders are
/// sent as far as there is stock, and billed. What is on hand falls only when something is sent.
public final class Warehouse implements AutoCloseable {
    private static final int LOOKED_AT = 20;

    private final NetSuiteSandbox account;
    private final Office office;
    private final ReentrantLock lock = new ReentrantLock();
    private final Pace pace = new Pace("sandbox-warehouse", this::work);
    private Duration rest = Duration.ofSeconds(2);
    private long next;
    private long received;
    private long shipped;
    private long billed;

    Warehouse(NetSuiteSandbox account, Office office) {
        this.account = account;
        this.office = office;
    }

    /// From now on so many things are done per second: an order sent, an order billed, goods
    /// received.
    public void start(double stepsPerSecond) {
        pace.start(stepsPerSecond);
    }

    /// Nothing more is done.
    public void stop() {
        pace.stop();
    }

    /// Orders younger than this are left alone, as shoppers and merchants still change them; 2 s
    /// unless told.
    public void rest(Duration age) {
        lock.lock();
        try {
            rest = age;
        } finally {
            lock.unlock();
        }
    }

    /// Does one thing right now, and says whether there was any: bills, else sends, else receives
    /// what is missing for an order.
    public boolean step() {
        lock.lock();
        try {
            return billOne() || sendOne();
        } finally {
            lock.unlock();
        }
    }

    /// Receives goods.
    public void receive(String sku, long location, long quantity) {
        Place place = new Place(Json.number(account.item(sku), "id"), location);
        lock.lock();
        try {
            receive(place, BigDecimal.valueOf(quantity));
        } finally {
            lock.unlock();
        }
    }

    /// How many times goods were received.
    public long received() {
        return read(() -> received);
    }

    /// How many times goods were sent.
    public long shipped() {
        return read(() -> shipped);
    }

    /// How many orders were billed.
    public long billed() {
        return read(() -> billed);
    }

    /// The initial stock and what was received since, by SKU over all locations, without what
    /// customers sent back.
    public Map<String, Long> everStocked() {
        Map<String, Long> bySku = new TreeMap<>();
        account.stock()
                .everStocked()
                .forEach((item, quantity) -> bySku.put(account.sku(item), quantity.longValue()));
        return bySku;
    }

    /// Stops for good.
    @Override
    public void close() {
        pace.close();
    }

    void reset() {
        lock.lock();
        try {
            received = 0;
            shipped = 0;
            billed = 0;
            next = 0;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        lock.lock();
        try {
            if (!step() && account.random().nextInt(10) == 0) {
                receiveAnything();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean billOne() {
        for (long order : account.recordStore().toBill()) {
            if (rested(order)) {
                return done(() -> office.bill(order, order % 2 == 0 ? "cashSale" : "invoice"))
                        && count(() -> billed++);
            }
        }
        return false;
    }

    // Looks at a few orders after those it looked at last, so that one without stock holds up none.
    private boolean sendOne() {
        NavigableSet<Long> waiting = account.recordStore().toFulfil();
        for (int i = 0; i < LOOKED_AT; i++) {
            Long higher = waiting.higher(next);
            Long order = higher == null ? waiting.higher(0L) : higher;
            if (order == null) {
                return false;
            }
            next = order;
            if (rested(order) && send(order)) {
                return true;
            }
        }
        return false;
    }

    private boolean send(long order) {
        RecordStore records = account.recordStore();
        Optional<ObjectNode> record =
                records.find("salesOrder", order).map(stored -> stored.packed().tree());
        if (record.isEmpty()) {
            return false;
        }
        Map<Place, BigDecimal> needed = new TreeMap<>();
        for (ObjectNode line : records.unsent(record.get())) {
            if (records.stocked(line)) {
                needed.merge(
                        records.placeOf(record.get(), line),
                        records.unsentOf(line),
                        BigDecimal::add);
            }
        }
        for (Map.Entry<Place, BigDecimal> each : needed.entrySet()) {
            BigDecimal onHand =
                    account.stock().level(each.getKey()).map(Level::onHand).orElse(BigDecimal.ZERO);
            if (onHand.compareTo(each.getValue()) < 0) {
                BigDecimal more = BigDecimal.valueOf(20 + account.random().nextInt(80));
                receive(each.getKey(), each.getValue().subtract(onHand).add(more));
                return true;
            }
        }
        return done(() -> office.fulfil(order)) && count(() -> shipped++);
    }

    private void receiveAnything() {
        var places = account.stock().levels();
        if (!places.isEmpty()) {
            long last = places.lastKey().item();
            Place from = new Place(account.random().nextLong(last + 1), 0);
            Place place = places.ceilingKey(from);
            receive(place == null ? places.lastKey() : place, BigDecimal.TEN);
        }
    }

    private void receive(Place place, BigDecimal quantity) {
        account.stock().receive(place, quantity);
        received++;
    }

    private boolean rested(long order) {
        Instant before = account.clock().instant().minus(rest);
        return account.recordStore()
                .find("salesOrder", order)
                .map(StoredRecord::modified)
                .filter(modified -> !modified.isAfter(before))
                .isPresent();
    }

    // An order may be closed or deleted between the look and the hand.
    private static boolean done(Runnable work) {
        try {
            work.run();
            return true;
        } catch (NetSuiteError | NoSuchElementException e) {
            return false;
        }
    }

    private static boolean count(Runnable counting) {
        counting.run();
        return true;
    }

    private long read(LongSupplier what) {
        lock.lock();
        try {
            return what.getAsLong();
        } finally {
            lock.unlock();
        }
    }
}
