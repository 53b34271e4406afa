package io.storeledger.catalog.difference;

import io.storeledger.catalog.rule.StockRule;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.event.StoreItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All that is known of a SKU.
///
/// @param item what NetSuite says it is
/// @param stock what NetSuite says is there
/// @param onTheWay what orders take that NetSuite's stock does not show yet, by the order's key;
///   those that it shows stay for a while, so that the publisher knows them
/// @param seen what the publisher saw of orders that are not known here yet, by the order's key
/// @param asked what the store was last asked to show; confirmed or not, differences are against it
/// @param refused the parts of that which the store did not take; they are asked for again with the
///   next sweep, or when the store turns out to have the SKU
/// @param shownAt when the store had taken the stock that was asked; absent until then
/// @param stored under which ids the store knows it
/// @param sweptAt when the newest reading of everything began that had it
/// @param sequence the number of the last change
record SkuState(
        @Nullable ItemSnapshot item,
        @Nullable StockSnapshot stock,
        Map<String, OnTheWay> onTheWay,
        Map<String, Seen> seen,
        Listing asked,
        Listing refused,
        @Nullable Instant shownAt,
        @Nullable StoreItem stored,
        @Nullable Instant sweptAt,
        long sequence) {
    /// Sweeps find within this whatever no webhook told.
    private static final Duration SEEN = Duration.ofDays(1);

    static final SkuState UNKNOWN =
            new SkuState(
                    null,
                    null,
                    Map.of(),
                    Map.of(),
                    Listing.NOTHING,
                    Listing.NOTHING,
                    null,
                    null,
                    null,
                    0);

    /// What an order takes.
    ///
    /// @param wanted how many it wants
    /// @param written how many of them NetSuite was told
    /// @param writtenAt when, if it was
    /// @param reflected how many are known to be in what NetSuite says is available
    /// @param heardAt when the order or what the writer said of it was last heard
    record OnTheWay(
            long wanted,
            long written,
            @Nullable Instant writtenAt,
            long reflected,
            Instant heardAt) {
        OnTheWay {
            // states of before this field have none
            heardAt = heardAt == null ? Instant.EPOCH : heardAt;
        }

        static OnTheWay nothing(Instant heardAt) {
            return new OnTheWay(0, 0, null, 0, heardAt);
        }

        OnTheWay reflecting(long units) {
            return new OnTheWay(wanted, written, writtenAt, units, heardAt);
        }

        long held() {
            return Math.max(0, wanted - reflected);
        }

        /// Whether NetSuite's stock shows all of it.
        boolean isOver() {
            return wanted == written && wanted == reflected;
        }

        boolean isForgotten(Instant now) {
            return isOver() && heardAt.plus(StockRule.REMEMBERED).isBefore(now);
        }
    }

    /// What was taken off the stock for an order, beyond what is known of it.
    record Seen(long units, Instant at) {}

    SkuState {
        onTheWay = new TreeMap<>(onTheWay);
        // states of before these fields have none
        seen = seen == null ? Map.of() : new TreeMap<>(seen);
        refused = refused == null ? Listing.NOTHING : refused;
    }

    /// How many are sold and not in what NetSuite says is available.
    long held() {
        return onTheWay.values().stream().mapToLong(OnTheWay::held).sum()
                + seen.values().stream().mapToLong(Seen::units).sum();
    }

    /// How many units each order wants as far as is known, by the order's number.
    Map<Long, Long> known() {
        Map<Long, Long> known = new TreeMap<>();
        onTheWay.forEach((order, line) -> known.put(number(order), line.wanted()));
        seen.forEach((order, units) -> known.merge(number(order), units.units(), Long::sum));
        return known;
    }

    /// Without what needs to be known no longer.
    SkuState remembering(Instant now) {
        Map<String, OnTheWay> orders = new TreeMap<>(onTheWay);
        Set<String> newest = newestSettled(now);
        orders.entrySet()
                .removeIf(line ->
                        line.getValue().isForgotten(now) && !newest.contains(line.getKey()));
        Map<String, Seen> left = new TreeMap<>(seen);
        left.values().removeIf(units -> units.at().plus(SEEN).isBefore(now));
        return new SkuState(
                item, stock, orders, left, asked, refused, shownAt, stored, sweptAt, sequence);
    }

    /// The publisher looks further back than an hour after an outage.
    private Set<String> newestSettled(Instant now) {
        return onTheWay.entrySet().stream()
                .filter(line -> line.getValue().isOver() && line.getValue().wanted() > 0)
                .filter(line ->
                        line.getValue().heardAt().plus(StockRule.REMEMBERED_AT_MOST).isAfter(now))
                .sorted(
                        Comparator.comparing((Map.Entry<String, OnTheWay> line) ->
                                        line.getValue().heardAt())
                                .reversed())
                .limit(StockRule.REMEMBERED_LONGER)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    SkuState withItem(ItemSnapshot read) {
        return new SkuState(
                read, stock, onTheWay, seen, asked, refused, shownAt, stored, sweptAt, sequence);
    }

    SkuState withStock(StockSnapshot read, Map<String, OnTheWay> left) {
        return new SkuState(
                item, read, left, seen, asked, refused, shownAt, stored, sweptAt, sequence);
    }

    /// What an order says replaces what the publisher saw of it.
    SkuState withOrder(String order, OnTheWay line) {
        Map<String, OnTheWay> orders = new TreeMap<>(onTheWay);
        orders.put(order, line);
        Map<String, Seen> left = new TreeMap<>(seen);
        left.remove(order);
        return new SkuState(
                item, stock, orders, left, asked, refused, shownAt, stored, sweptAt, sequence);
    }

    /// With the orders that the publisher saw and that were not heard of since it was asked.
    SkuState withSeen(CatalogOutcome outcome, Instant now) {
        Map<String, Seen> all = new TreeMap<>(seen);
        outcome.orders()
                .forEach((number, units) -> {
                    String order = RecordKey.order(outcome.store(), number).toString();
                    OnTheWay line = onTheWay.get(order);
                    if (line == null || !line.heardAt().isAfter(outcome.decidedAt())) {
                        long before = all.containsKey(order) ? all.get(order).units() : 0;
                        all.put(order, new Seen(before + units, now));
                    }
                });
        return new SkuState(
                item, stock, onTheWay, all, asked, refused, shownAt, stored, sweptAt, sequence);
    }

    private static long number(String order) {
        return Long.parseLong(RecordKey.parse(order).id());
    }

    SkuState withAsked(Listing listing, @Nullable Instant confirmedAt) {
        return new SkuState(
                item,
                stock,
                onTheWay,
                seen,
                listing,
                refused.in(listing),
                confirmedAt,
                stored,
                sweptAt,
                sequence);
    }

    /// What stock the store shows is not known where it did not take ours.
    SkuState withRefused(Listing parts) {
        Instant shown = parts.stock() == null ? shownAt : null;
        return new SkuState(
                item, stock, onTheWay, seen, asked, parts, shown, stored, sweptAt, sequence);
    }

    SkuState withSweep(@Nullable Instant began) {
        boolean isNewer = began != null && (sweptAt == null || began.isAfter(sweptAt));
        return isNewer
                ? new SkuState(
                        item, stock, onTheWay, seen, asked, refused, shownAt, stored, began,
                        sequence)
                : this;
    }

    SkuState withStored(@Nullable StoreItem known) {
        return new SkuState(
                item, stock, onTheWay, seen, asked, refused, shownAt, known, sweptAt, sequence);
    }

    SkuState withSequence(long next) {
        return new SkuState(
                item, stock, onTheWay, seen, asked, refused, shownAt, stored, sweptAt, next);
    }
}
