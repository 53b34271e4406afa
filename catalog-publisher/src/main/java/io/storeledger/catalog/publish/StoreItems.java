package io.storeledger.catalog.publish;

import static java.util.Objects.requireNonNull;

import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.clients.bigcommerce.StoredProduct;
import io.storeledger.clients.bigcommerce.StoredSku;
import io.storeledger.common.event.StoreItem;
import io.storeledger.common.event.StoreItem.Tracking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds under which ids the store knows SKUs, in bulk and whatever their case.
///
/// What is found travels with the outcome into the topology's state and comes back with the next
/// change, so that a SKU is looked for once. When very many are unknown at once, as at the first
/// load, the store's whole list costs less; it is kept for a while, for the next batches.
final class StoreItems {
    /// From here on the whole list is read.
    private static final int MANY = 1000;

    private static final Duration LIST_KEPT = Duration.ofMinutes(10);

    private final CatalogClient store;
    private final Clock clock;
    private Map<String, StoredSku> list = Map.of();
    private Instant listUntil = Instant.MIN;
    private final Map<String, Made> made = new HashMap<>();

    /// What we created ourselves: the store's lists may not show it for a while.
    private record Made(StoreItem item, Instant until) {}

    StoreItems(CatalogClient store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Remembers what was created.
    void made(String sku, StoreItem item) {
        made.put(lower(sku), new Made(item, clock.instant().plus(LIST_KEPT)));
    }

    /// Gives those their ids that have none and are in the store.
    void find(Collection<Publication> publications) {
        made.values().removeIf(each -> each.until().isBefore(clock.instant()));
        for (Publication publication : publications) {
            Made ours = made.get(lower(publication.sku()));
            if (publication.item().isEmpty() && ours != null) {
                publication.item(ours.item());
            }
        }
        Map<String, Publication> unknown =
                publications.stream()
                        .filter(publication -> publication.item().isEmpty())
                        .collect(Collectors.toMap(p -> lower(p.sku()), p -> p));
        if (unknown.isEmpty()) {
            return;
        }
        Map<String, StoredSku> found = new HashMap<>();
        for (StoredSku sku : lookUp(unknown)) {
            if (unknown.containsKey(lower(sku.sku()))) {
                found.put(lower(sku.sku()), sku);
            }
        }
        Map<Long, StoredProduct> products =
                products(
                        found.values().stream()
                                .map(StoredSku::productId)
                                .collect(Collectors.toSet()));
        found.forEach((sku, ids) -> {
            StoredProduct product = products.get(ids.productId());
            if (product != null) {
                requireNonNull(unknown.get(sku)).item(item(ids.variantId(), product));
            }
        });
    }

    /// Asks again whose stock the store keeps; somebody may have changed it.
    void refresh(List<Publication> publications) {
        if (publications.isEmpty()) {
            return;
        }
        Map<Long, StoredProduct> products =
                products(
                        publications.stream()
                                .flatMap(publication -> publication.item().stream())
                                .map(StoreItem::productId)
                                .collect(Collectors.toSet()));
        for (Publication publication : publications) {
            StoreItem old = publication.item().orElseThrow();
            StoredProduct product = products.get(old.productId());
            if (product != null) {
                publication.item(item(old.variantId(), product));
            }
        }
    }

    private Collection<StoredSku> lookUp(Map<String, Publication> unknown) {
        boolean isKept = clock.instant().isBefore(listUntil);
        if (isKept && list.keySet().containsAll(unknown.keySet())) {
            return unknown.keySet().stream()
                    .map(list::get)
                    .map(sku -> requireNonNull(sku))
                    .toList();
        }
        if (unknown.size() < MANY) {
            return store.find(unknown.values().stream().map(Publication::sku).toList());
        }
        if (!isKept) {
            Map<String, StoredSku> all = new HashMap<>();
            store.all().forEach(sku -> all.put(lower(sku.sku()), sku));
            list = Map.copyOf(all);
            listUntil = clock.instant().plus(LIST_KEPT);
        }
        return list.values();
    }

    private Map<Long, StoredProduct> products(Set<Long> ids) {
        Map<Long, StoredProduct> products = new HashMap<>();
        store.products(ids).forEach(product -> products.put(product.id(), product));
        return products;
    }

    private static StoreItem item(long variantId, StoredProduct product) {
        return new StoreItem(
                product.id(),
                variantId,
                product.baseVariantId().orElse(-1) == variantId,
                switch (product.tracking()) {
                    case "product" -> Tracking.PRODUCT;
                    case "variant" -> Tracking.VARIANT;
                    default -> Tracking.NONE;
                });
    }

    static String lower(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
