package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/// Simulates who keeps the items: prices change, now and then a name, and new items come, with some
/// stock at the first location.
public final class Merchandiser implements AutoCloseable {
    private static final List<String> GOODS =
            List.of("Scarf", "Cap", "Notebook", "Bottle", "Umbrella", "Candle");
    private static final String EDITION = ", edition ";

    private final NetSuiteSandbox account;
    private final ReentrantLock lock = new ReentrantLock();
    private final Pace pace = new Pace("sandbox-merchandiser", this::step);
    private long steps;
    private long lastItem;
    private long priced;
    private long renamed;
    private long added;

    Merchandiser(NetSuiteSandbox account) {
        this.account = account;
    }

    /// From now on so many things are done per second.
    public void start(double stepsPerSecond) {
        pace.start(stepsPerSecond);
    }

    /// Nothing more is done.
    public void stop() {
        pace.stop();
    }

    /// Does one thing right now: of six one is a new name, one a new item, the others new prices.
    public void step() {
        lock.lock();
        try {
            int turn = (int) (steps++ % 6);
            List<ObjectNode> sold = account.items().stream().filter(Merchandiser::isSold).toList();
            if (turn == 4 || sold.isEmpty()) {
                add();
            } else {
                ObjectNode item = sold.get(account.random().nextInt(sold.size()));
                if (turn == 2) {
                    rename(item);
                } else {
                    price(item);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many times a price was changed.
    public long priced() {
        return read(() -> priced);
    }

    /// How many times a name was changed.
    public long renamed() {
        return read(() -> renamed);
    }

    /// How many items were added.
    public long added() {
        return read(() -> added);
    }

    /// Stops for good.
    @Override
    public void close() {
        pace.close();
    }

    /// The items stay, as all lists do.
    void reset() {
        lock.lock();
        try {
            steps = 0;
            priced = 0;
            renamed = 0;
            added = 0;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isSold(ObjectNode item) {
        return Json.text(item, "itemtype").equals("InvtPart")
                && Json.text(item, "isinactive").equals("F")
                && !Json.text(item, "matrixtype").equals("PARENT");
    }

    // Up to a tenth less or a sixth more, in the fractions of a cent that it had.
    private void price(ObjectNode item) {
        BigDecimal old = Json.decimal(item, "baseprice");
        BigDecimal percent = BigDecimal.valueOf(90 + account.random().nextInt(27), 2);
        BigDecimal now = old.multiply(percent).setScale(old.scale(), RoundingMode.HALF_UP);
        BigDecimal changed = now.compareTo(old) == 0 ? old.add(old.ulp()) : now;
        account.changeItem(Json.text(item, "itemid"), Map.of("baseprice", changed.toPlainString()));
        priced++;
    }

    private void rename(ObjectNode item) {
        String name = Json.text(item, "displayname").split(EDITION, 2)[0];
        renamed++;
        account.changeItem(
                Json.text(item, "itemid"), Map.of("displayname", name + EDITION + (renamed + 1)));
    }

    private void add() {
        lastItem++;
        String name = GOODS.get(account.random().nextInt(GOODS.size())) + " of season " + lastItem;
        BigDecimal price = BigDecimal.valueOf(500 + account.random().nextInt(9_500), 2);
        long id =
                account.addItem(
                        "NS-NEW-%03d".formatted(lastItem),
                        "InvtPart",
                        Map.of(
                                "displayname",
                                name,
                                "isonline",
                                "T",
                                "storedetaileddescription",
                                "<p>" + name + ", new.</p>",
                                "weight",
                                "0.3",
                                "baseprice",
                                price.toPlainString()));
        account.references().table("location").all().stream()
                .findFirst()
                .ifPresent(place ->
                        account.stock(
                                id, Json.number(place, "id"), 20 + account.random().nextInt(80)));
        added++;
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
