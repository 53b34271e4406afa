package io.storeledger.catalog.difference;

import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of an order: what it wants, and what of it NetSuite was told.
///
/// Snapshots and outcomes come by different topics, so either may be first.
///
/// @param newest the version of the newest snapshot, if there was one
/// @param wanted by SKU in lower case what the newest snapshot takes from the stock
/// @param refunded by SKU in lower case how many of its units are refunded
/// @param status its status in the store by number; 0 if it was never heard
/// @param placedAt when it was placed
/// @param counted whether it ever counted
/// @param unwritten what was seen since what NetSuite was told, the newest included
/// @param writtenVersion which version NetSuite was told, if any
/// @param written by SKU what that was, and since when
/// @param touchedAt when it was last heard of
record OrderState(
        @Nullable Version newest,
        Map<String, Long> wanted,
        Map<String, Long> refunded,
        long status,
        @Nullable Instant placedAt,
        boolean counted,
        List<Seen> unwritten,
        @Nullable Version writtenVersion,
        Map<String, Written> written,
        Instant touchedAt) {
    /// In place of the SKUs of a version that was written and not seen yet.
    private static final String UNSEEN = "";

    /// Shipped, partially shipped, completed.
    private static final Set<Long> SHIPPED = Set.of(2L, 3L, 10L);

    static final OrderState UNKNOWN =
            new OrderState(
                    null,
                    Map.of(),
                    Map.of(),
                    0,
                    null,
                    false,
                    List.of(),
                    null,
                    Map.of(),
                    Instant.EPOCH);

    /// What a snapshot wanted.
    record Seen(Version version, Map<String, Long> wanted) {}

    /// What NetSuite was told of a SKU: a later version that says the same changes nothing there,
    /// so the time is that of the first.
    record Written(long quantity, Instant at) {}

    OrderState {
        wanted = new TreeMap<>(wanted);
        // states of before this field have none
        refunded = refunded == null ? Map.of() : new TreeMap<>(refunded);
        written = new TreeMap<>(written);
        unwritten = List.copyOf(unwritten);
    }

    /// After a snapshot.
    OrderState with(OrderedUnits snapshot, Instant now) {
        Version version = snapshot.version();
        Map<String, Long> quantities = snapshot.wanted();
        boolean isWritten = version.equals(writtenVersion);
        if (newest != null && version.isOlderThan(newest)) {
            return isWritten
                    ? new OrderState(
                            newest,
                            wanted,
                            refunded,
                            status,
                            placedAt,
                            counted,
                            unwritten,
                            writtenVersion,
                            quantitiesOf(quantities),
                            now)
                    : this;
        }
        List<Seen> open = new ArrayList<>(unwritten);
        if (!isWritten) {
            open.removeIf(seen -> seen.version().equals(version));
            open.add(new Seen(version, quantities));
        }
        return new OrderState(
                version,
                quantities,
                snapshot.refunded(),
                snapshot.status(),
                snapshot.placedAt() == null ? placedAt : snapshot.placedAt(),
                counted || !quantities.isEmpty(),
                open,
                writtenVersion,
                isWritten ? quantitiesOf(quantities) : written,
                now);
    }

    /// After the writer has said what it did.
    OrderState with(WriteOutcome outcome, Instant now) {
        Version version = outcome.version();
        if (!isInNetSuite(outcome)
                || (writtenVersion != null && version.isOlderThan(writtenVersion))) {
            return this;
        }
        Optional<Map<String, Long>> told =
                unwritten.stream()
                        .filter(seen -> seen.version().equals(version))
                        .findFirst()
                        .map(Seen::wanted);
        return new OrderState(
                newest,
                wanted,
                refunded,
                status,
                placedAt,
                counted,
                unwritten.stream().filter(seen -> version.isOlderThan(seen.version())).toList(),
                version,
                told.map(quantities -> written(quantities, outcome.finishedAt()))
                        .orElse(
                                version.equals(writtenVersion)
                                        ? written
                                        : Map.of(UNSEEN, new Written(0, outcome.finishedAt()))),
                now);
    }

    /// The snapshot of what was written has come after the outcome, which noted only when.
    private Map<String, Written> quantitiesOf(Map<String, Long> quantities) {
        Written when = written.get(UNSEEN);
        return when == null ? written : written(quantities, when.at());
    }

    private Map<String, Written> written(Map<String, Long> quantities, Instant at) {
        Map<String, Written> all = new TreeMap<>();
        quantities.forEach((sku, quantity) -> {
            Written before = written.get(sku);
            all.put(
                    sku,
                    before != null && before.quantity() == quantity
                            ? before
                            : new Written(quantity, at));
        });
        // what an edit took out of the order, NetSuite gave back then
        written.forEach((sku, before) -> {
            if (!quantities.containsKey(sku) && before.quantity() > 0) {
                all.put(sku, new Written(0, at));
            }
        });
        return all;
    }

    /// What the SKUs have to know after a change.
    ///
    /// @param before what was known before it
    /// @param named what the order names now, whether it takes stock or not: the publisher may have
    ///   seen it when it did
    List<OrderLine> lines(String order, OrderState before, Set<String> named) {
        Set<String> skus = new TreeSet<>(wanted.keySet());
        skus.addAll(before.wanted.keySet());
        skus.addAll(before.written.keySet());
        skus.addAll(written.keySet());
        skus.addAll(named);
        skus.remove(UNSEEN);
        boolean isFirst = counted && !before.counted;
        return skus.stream()
                .map(sku ->
                        new OrderLine(
                                order,
                                sku,
                                wanted.getOrDefault(sku, 0L),
                                of(sku).map(Written::quantity).orElse(0L),
                                of(sku).map(Written::at).orElse(null),
                                isFirst ? placedAt : null,
                                wanted.isEmpty(),
                                isPutBack(sku, before),
                                status != before.status && SHIPPED.contains(status)))
                .toList();
    }

    /// Whether the store may have put units back: an edit, a cancellation or a refund can do that
    /// (BigCommerce's settings `edit_order_stock_adjustment` and `refund_order_stock_adjustment`).
    /// Of an order that was never heard before, nobody knows what it took.
    private boolean isPutBack(String sku, OrderState before) {
        if (newest == null || newest.equals(before.newest)) {
            return false;
        }
        return before.newest == null
                ? wanted.isEmpty() || refunded.containsKey(sku)
                : left(sku) < before.left(sku);
    }

    /// What the order takes of the SKU less what of it is refunded.
    private long left(String sku) {
        return Math.max(0, wanted.getOrDefault(sku, 0L) - refunded.getOrDefault(sku, 0L));
    }

    /// Whether it can be forgotten: NetSuite has all of it, or it takes nothing.
    boolean isSettled() {
        return wanted.entrySet().stream()
                .allMatch(entry ->
                        of(entry.getKey())
                                .filter(told -> told.quantity() == entry.getValue())
                                .isPresent());
    }

    /// What the SKUs have to know when the order is forgotten.
    List<OrderLine> farewell(String order) {
        return wanted.keySet().stream()
                .map(sku -> new OrderLine(order, sku, 0, 0, null, null, true, false, false))
                .toList();
    }

    private Optional<Written> of(String sku) {
        return Optional.ofNullable(written.get(sku));
    }

    private static boolean isInNetSuite(WriteOutcome outcome) {
        if (!outcome.type().equals("salesOrder")) {
            return false;
        }
        return outcome.result() == Result.DONE
                || (outcome.result() == Result.SKIPPED
                        && outcome.reasonCode() != null
                        && Set.of("unchanged", "already-begun").contains(outcome.reasonCode()));
    }
}
