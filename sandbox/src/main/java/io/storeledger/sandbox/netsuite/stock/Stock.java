package io.storeledger.sandbox.netsuite.stock;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// The stock of all items at all locations. A sales order alone never moves what is on hand; it
/// only asks for it.
public final class Stock {
    private final Clock clock;
    private final ConcurrentSkipListMap<Place, Level> levels = new ConcurrentSkipListMap<>();
    private final AtomicLong version = new AtomicLong();

    /// No stock of anything.
    public Stock(Clock clock) {
        this.clock = clock;
    }

    /// Somebody counted: so much is on hand. The first count is the initial stock, more than
    /// expected counts as received.
    public void count(Place place, BigDecimal onHand) {
        Instant now = clock.instant();
        Level first = new Level(onHand, BigDecimal.ZERO, onHand, BigDecimal.ZERO, now);
        if (levels.putIfAbsent(place, first) == null) {
            version.incrementAndGet();
            return;
        }
        change(
                place,
                old -> {
                    BigDecimal more = onHand.subtract(old.onHand()).max(BigDecimal.ZERO);
                    return new Level(
                            onHand, old.demand(), old.initial(), old.received().add(more), now);
                });
    }

    /// Goods came in.
    public void receive(Place place, BigDecimal quantity) {
        change(
                place,
                old ->
                        new Level(
                                old.onHand().add(quantity),
                                old.demand(),
                                old.initial(),
                                old.received().add(quantity),
                                clock.instant()));
    }

    /// Goods went out or came back, orders ask for more or less.
    public void move(Place place, BigDecimal onHand, BigDecimal demand) {
        change(
                place,
                old ->
                        new Level(
                                old.onHand().add(onHand),
                                old.demand().add(demand),
                                old.initial(),
                                old.received(),
                                clock.instant()));
    }

    /// The stock at this place, if it was ever counted or moved.
    public Optional<Level> level(Place place) {
        return Optional.ofNullable(levels.get(place));
    }

    /// All stock, by item and location.
    public NavigableMap<Place, Level> levels() {
        return levels;
    }

    /// Initial stock and what was received since, by item over all locations.
    public NavigableMap<Long, BigDecimal> everStocked() {
        NavigableMap<Long, BigDecimal> sums = new TreeMap<>();
        levels.forEach((place, level) ->
                sums.merge(place.item(), level.initial().add(level.received()), BigDecimal::add));
        return sums;
    }

    /// As it was at first.
    public void startOver() {
        levels.replaceAll((place, level) ->
                new Level(
                        level.initial(),
                        BigDecimal.ZERO,
                        level.initial(),
                        BigDecimal.ZERO,
                        clock.instant()));
        version.incrementAndGet();
    }

    /// Another number after each change.
    public long version() {
        return version.get();
    }

    private void change(Place place, UnaryOperator<Level> change) {
        levels.compute(
                place,
                (_, known) -> {
                    Level old = known == null ? none() : known;
                    Level changed = change.apply(old);
                    boolean same = changed.available().compareTo(old.available()) == 0;
                    return same
                            ? new Level(
                                    changed.onHand(),
                                    changed.demand(),
                                    changed.initial(),
                                    changed.received(),
                                    old.changed())
                            : changed;
                });
        version.incrementAndGet();
    }

    private Level none() {
        return new Level(
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                clock.instant());
    }
}
