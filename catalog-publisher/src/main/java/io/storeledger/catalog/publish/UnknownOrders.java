package io.storeledger.catalog.publish;

import io.storeledger.catalog.rule.StockRule;
import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.clients.bigcommerce.StoredOrder;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.common.event.CatalogChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What the store's newest orders take that a decision on stock did not know.
///
/// The store takes what it sells off its stock by itself, and a quantity written afterwards undoes
/// that. So just before stock is written the orders are looked at once more: it costs one read for
/// each call that writes stock.
final class UnknownOrders {
    private final Map<String, Map<Long, Long>> unitsBySku = new HashMap<>();

    private UnknownOrders(List<StoredOrder> orders) {
        for (StoredOrder order : orders) {
            if (!order.deleted() && StockRule.takesStock(order.status())) {
                order.units()
                        .forEach((sku, units) ->
                                unitsBySku
                                        .computeIfAbsent(sku, s -> new TreeMap<>())
                                        .put(order.id(), units));
            }
        }
    }

    /// The store does not show its orders: no stock can be set without overselling.
    static final class OrdersRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OrdersRefused(ApiException cause) {
            super("The store does not list its orders (" + cause.getMessage() + ").", cause);
        }
    }

    /// Looks: from as long before the oldest decision as an order may be on its way to it, or
    /// before the time up to which orders had been read for it, or were heard of at all.
    ///
    /// @throws OrdersRefused if the store refuses; not an [ApiException], which would be taken for
    ///   a bad row
    static UnknownOrders since(
            CatalogClient store, StockRule rule, HeardOrders heard, List<Publication> some) {
        Instant known = oldest(some, CatalogChange::knownUpTo);
        Instant from =
                heard.upTo(known, rule.lookBack()).minus(rule.lookBack()).minus(rule.margin());
        Instant earliest =
                oldest(some, CatalogChange::decidedAt).minus(StockRule.REMEMBERED_AT_MOST);
        try {
            return new UnknownOrders(store.ordersSince(from.isBefore(earliest) ? earliest : from));
        } catch (Refused | NotFound e) {
            throw new OrdersRefused(e);
        }
    }

    private static Instant oldest(List<Publication> some, Function<CatalogChange, Instant> time) {
        return some.stream()
                .map(Publication::stockDecision)
                .map(time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// The units that each order takes beyond what the decision knew, by the order's number.
    Map<Long, Long> of(CatalogChange decision) {
        Map<Long, Long> unknown = new TreeMap<>();
        unitsBySku
                .getOrDefault(decision.sku().toLowerCase(Locale.ROOT), Map.of())
                .forEach((order, units) -> {
                    long more = units - decision.orders().getOrDefault(order, 0L);
                    if (more > 0) {
                        unknown.put(order, more);
                    }
                });
        return unknown;
    }
}
