package io.storeledger.catalog.difference;

import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.StockSnapshot;

/// Something new about a SKU.
sealed interface SkuFact {
    /// NetSuite's item was read.
    record ItemRead(ItemSnapshot item) implements SkuFact {}

    /// NetSuite's stock was read.
    record StockRead(StockSnapshot stock) implements SkuFact {}

    /// An order takes some of it.
    record Ordered(OrderLine line) implements SkuFact {}

    /// The store has answered.
    record Answered(CatalogOutcome outcome) implements SkuFact {}
}
