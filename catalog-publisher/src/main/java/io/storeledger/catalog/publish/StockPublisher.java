package io.storeledger.catalog.publish;

import static java.util.Objects.requireNonNull;

import io.storeledger.catalog.rule.StockRule;
import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.clients.bigcommerce.StockLine;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.StoreItem;
import io.storeledger.common.event.StoreItem.Tracking;
import io.storeledger.common.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/// Sets stock by absolute adjustments: as many rows a call as the store takes, one call at a time.
///
/// Just before each call it looks for orders that what is to be written doesn't know: one read more
/// for each call; see [UnknownOrders].
///
/// The store tells of our own adjustments by its inventory hooks too; Storeledger makes no such
/// hooks, so that it never hears its own echo.
final class StockPublisher {
    private final CatalogClient store;
    private final StoreItems items;
    private final StockRule rule;
    private final HeardOrders heard;
    private final Bisection bisection;
    private final IntConsumer published;

    /// @param published told how many SKUs' stock the store took
    StockPublisher(
            CatalogClient store,
            StoreItems items,
            StockRule rule,
            HeardOrders heard,
            Bisection bisection,
            IntConsumer published) {
        this.store = store;
        this.items = items;
        this.rule = rule;
        this.heard = heard;
        this.bisection = bisection;
        this.published = published;
    }

    /// The store refuses the location: no stock at all can be set.
    static final class LocationRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LocationRefused(Refused cause) {
            super("The store refuses a location of catalog.stock (" + cause.detail() + ").", cause);
        }
    }

    /// @throws LocationRefused if a location is not there or disabled
    void publish(List<Publication> publications) {
        List<Publication> wanted =
                publications.stream()
                        .filter(Publication::isOpen)
                        .filter(p -> p.wanted().stock() != null && !p.hasStock())
                        .filter(p -> p.item().isPresent())
                        .toList();
        // it may have been mended since the store was asked
        items.refresh(wanted.stream().filter(p -> !p.isLooked() && !canHaveOwnStock(p)).toList());
        track(wanted);
        for (List<Publication> call : calls(wanted)) {
            bisection.send(call, this::set, StockPublisher::refuse);
        }
    }

    /// Sets them in one call; where the store tracks otherwise than it did, asks and tries again.
    private void set(List<Publication> some) {
        try {
            adjust(some);
        } catch (Refused refused) {
            String words = refused.detail().toLowerCase(Locale.ROOT);
            if (words.contains("location")) {
                throw new LocationRefused(refused);
            }
            if (!words.contains("tracked")) {
                throw refused;
            }
            items.refresh(some);
            track(some);
            adjust(some.stream().filter(Publication::isOpen).toList());
        }
    }

    private void adjust(List<Publication> some) {
        List<Publication> able = some.stream().filter(StockPublisher::hasOwnStock).toList();
        if (able.isEmpty()) {
            return;
        }
        UnknownOrders orders = UnknownOrders.since(store, rule, heard, able);
        Map<Publication, Listing.Stock> less = new HashMap<>();
        List<StockLine> lines = new ArrayList<>();
        for (Publication publication : able) {
            Listing.Stock stock = less(publication, orders.of(publication.stockDecision()));
            less.put(publication, stock);
            lines.addAll(lines(publication, stock));
        }
        if (!lines.isEmpty()) {
            // the vendor asks to group by location
            lines.sort(Comparator.comparingLong(StockLine::locationId));
            store.setStock(lines);
        }
        less.forEach((publication, stock) ->
                publication.tookStock(stock, orders.of(publication.stockDecision())));
        published.accept(able.size());
    }

    /// What is wanted, less what orders take that the decision did not know.
    private Listing.Stock less(Publication publication, Map<Long, Long> unknown) {
        Listing.Stock wanted = stock(publication);
        long units = unknown.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> quantities = new HashMap<>(wanted.quantities());
        quantities.computeIfPresent(
                rule.location(), (location, quantity) -> Math.max(0, quantity - units));
        return new Listing.Stock(wanted.sequence(), quantities);
    }

    /// A variant of a product whose variants share one stock can't have one of its own.
    private static boolean hasOwnStock(Publication publication) {
        boolean own = !isTrackedAsOne(publication.item().orElseThrow());
        if (!own) {
            publication.skip(
                    "tracked-as-one",
                    "The store keeps one stock for all variants of the product of %s: let it track by variant."
                            .formatted(publication.sku()));
        }
        return own;
    }

    private static boolean canHaveOwnStock(Publication publication) {
        StoreItem item = publication.item().orElseThrow();
        return item.tracking() != Tracking.NONE && !isTrackedAsOne(item);
    }

    private static boolean isTrackedAsOne(StoreItem item) {
        return !item.whole() && item.tracking() == Tracking.PRODUCT;
    }

    private static List<StockLine> lines(Publication publication, Listing.Stock stock) {
        StoreItem item = publication.item().orElseThrow();
        boolean byProduct = item.tracking() == Tracking.PRODUCT;
        List<StockLine> lines = new ArrayList<>();
        stock.quantities()
                .forEach((location, quantity) ->
                        lines.add(
                                new StockLine(
                                        Long.parseLong(location),
                                        byProduct ? StockLine.Item.PRODUCT : StockLine.Item.VARIANT,
                                        byProduct ? item.productId() : item.variantId(),
                                        quantity)));
        return lines;
    }

    /// Products whose stock the store doesn't track are switched to it, if the rule says so.
    private void track(List<Publication> publications) {
        Map<Long, Tracking> switches = new HashMap<>();
        for (Publication publication : publications) {
            StoreItem item = publication.item().orElseThrow();
            if (item.tracking() != Tracking.NONE) {
                continue;
            }
            if (!rule.trackUntracked()) {
                publication.skip(
                        "untracked",
                        "The store does not track the stock of %s: track it there, or set catalog.stock.trackUntracked."
                                .formatted(publication.sku()));
                continue;
            }
            Tracking to = item.whole() ? Tracking.PRODUCT : Tracking.VARIANT;
            switches.put(item.productId(), to);
            publication.item(new StoreItem(item.productId(), item.variantId(), item.whole(), to));
        }
        List<Long> ids = List.copyOf(switches.keySet());
        for (List<Long> some : Bisection.pieces(ids, CatalogClient.PRODUCTS)) {
            store.updateProducts(
                    some.stream()
                            .map(id ->
                                    Json.object()
                                            .put("id", id)
                                            .put(
                                                    "inventory_tracking",
                                                    requireNonNull(switches.get(id))
                                                            .name()
                                                            .toLowerCase(Locale.ROOT)))
                            .toList());
        }
    }

    /// As many as fit in a call, a SKU's locations together.
    private static List<List<Publication>> calls(List<Publication> publications) {
        List<List<Publication>> calls = new ArrayList<>();
        List<Publication> call = new ArrayList<>();
        int rows = 0;
        for (Publication publication : publications) {
            if (!publication.isOpen()) {
                continue;
            }
            int more = stock(publication).quantities().size();
            if (rows + more > CatalogClient.STOCK_LINES) {
                calls.add(call);
                call = new ArrayList<>();
                rows = 0;
            }
            call.add(publication);
            rows += more;
        }
        calls.add(call);
        return calls;
    }

    private static void refuse(Publication publication, ApiException refused) {
        publication.reject("store-refuses-stock", String.valueOf(refused.getMessage()));
        publication.forgetItem();
    }

    private static Listing.Stock stock(Publication publication) {
        return requireNonNull(publication.wanted().stock());
    }
}
