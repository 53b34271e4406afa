package io.storeledger.catalog.difference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an order takes of a SKU.
///
/// @param order the order's key
/// @param sku as the order spells it
/// @param wanted how many it wants now; 0 if it no longer counts
/// @param written how many of them NetSuite was told
/// @param writtenAt when it was told, if it was
/// @param placedAt when the order was placed, if this is the first that is heard of it
/// @param over whether there is nothing more to be kept of it
/// @param putBack whether the store may have put units of it back by itself since it was heard
///   before
/// @param shipped whether it was shipped or completed since it was heard before
record OrderLine(
        String order,
        String sku,
        long wanted,
        long written,
        @Nullable Instant writtenAt,
        @Nullable Instant placedAt,
        boolean over,
        boolean putBack,
        boolean shipped) {}
