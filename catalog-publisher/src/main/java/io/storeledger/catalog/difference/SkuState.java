package io.storeledger.catalog.difference;

import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.event.StoreItem;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that is known of a SKU.
///
/// @param item what NetSuite says it is
/// @param stock what NetSuite says is there
/// @param onTheWay what orders take that NetSuite's stock does not show yet, by the order's key
/// @param asked what the store was last asked to show; confirmed or not, differences are against it
/// @param shownAt when the store had taken the stock that was asked; absent until then
/// @param stored under which ids the store knows it
/// @param sequence the number of the last change
record SkuState(
        @Nullable ItemSnapshot item,
        @Nullable StockSnapshot stock,
        Map<String, OnTheWay> onTheWay,
        Listing asked,
        @Nullable Instant shownAt,
        @Nullable StoreItem stored,
        long sequence) {
    static final SkuState UNKNOWN =
            new SkuState(null, null, Map.of(), Listing.NOTHING, null, null, 0);

    /// What an order takes.
    ///
    /// @param wanted how many it wants
    /// @param written how many of them NetSuite was told
    /// @param writtenAt when, if it was
    /// @param reflected how many are known to be in what NetSuite says is available
    record OnTheWay(long wanted, long written, @Nullable Instant writtenAt, long reflected) {
        long held() {
            return Math.max(0, wanted - reflected);
        }

        /// Whether NetSuite's stock shows all of it, so that it can be forgotten.
        boolean isOver() {
            return wanted == written && wanted == reflected;
        }
    }

    SkuState {
        onTheWay = new TreeMap<>(onTheWay);
    }

    /// How many are sold and not in what NetSuite says is available.
    long held() {
        return onTheWay.values().stream().mapToLong(OnTheWay::held).sum();
    }

    SkuState withItem(ItemSnapshot read) {
        return new SkuState(read, stock, onTheWay, asked, shownAt, stored, sequence);
    }

    SkuState withStock(StockSnapshot read, Map<String, OnTheWay> left) {
        return new SkuState(item, read, left, asked, shownAt, stored, sequence);
    }

    SkuState withOrders(Map<String, OnTheWay> orders) {
        return new SkuState(item, stock, orders, asked, shownAt, stored, sequence);
    }

    SkuState withAsked(Listing listing, @Nullable Instant confirmedAt) {
        return new SkuState(item, stock, onTheWay, listing, confirmedAt, stored, sequence);
    }

    SkuState withStored(@Nullable StoreItem known) {
        return new SkuState(item, stock, onTheWay, asked, shownAt, known, sequence);
    }

    SkuState withSequence(long next) {
        return new SkuState(item, stock, onTheWay, asked, shownAt, stored, next);
    }
}
