package io.storeledger.writer.mapping;

import java.util.List;
import java.util.Set;

/// Turns an order into a sales order and proves its total.
public final class SalesOrderMapper {
    private SalesOrderMapper() {}

    /// The SKUs whose items the caller must look up for [#map], spelt as the order spells them.
    public static Set<String> skusOf(StoreOrder order, Rules rules) {
        return Set.of();
    }

    /// The sales order, or everything that stands in its way.
    public static MappedOrder map(StoreOrder order, Rules rules, References references) {
        return new MappedOrder.Unmappable(List.of("not yet"));
    }
}
