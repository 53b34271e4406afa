package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.node.ObjectNode;

/// Products and variants by id, SKU and name. It is written under the catalogue's lock and read
/// without one.
final class CatalogIndex {
    private final ConcurrentSkipListMap<Long, CatalogProduct> products =
            new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, CatalogVariant> variants =
            new ConcurrentSkipListMap<>();
    // Lower-case SKUs and names; a product's own SKU leads to it, a variant's to the variant.
    private final Map<String, Long> productOfSku = new ConcurrentHashMap<>();
    private final Map<String, Long> variantOfSku = new ConcurrentHashMap<>();
    private final Map<String, Long> productOfName = new ConcurrentHashMap<>();

    Optional<CatalogProduct> product(long id) {
        return Optional.ofNullable(products.get(id));
    }

    Optional<CatalogVariant> variant(long id) {
        return Optional.ofNullable(variants.get(id));
    }

    Optional<CatalogProduct> product(String sku) {
        return Optional.ofNullable(productOfSku.get(key(sku))).flatMap(this::product);
    }

    Optional<CatalogVariant> variant(String sku) {
        return Optional.ofNullable(variantOfSku.get(key(sku))).flatMap(this::variant);
    }

    Collection<CatalogProduct> products() {
        return products.values();
    }

    Collection<CatalogVariant> variants() {
        return variants.values();
    }

    List<CatalogVariant> variants(CatalogProduct product) {
        return product.variants().stream().flatMap(id -> variant(id).stream()).toList();
    }

    void keep(CatalogProduct product) {
        CatalogProduct old = products.put(product.id(), product);
        if (old != null && !old.sku().equalsIgnoreCase(product.sku())) {
            productOfSku.remove(key(old.sku()), old.id());
        }
        if (old != null && !old.name().equalsIgnoreCase(product.name())) {
            productOfName.remove(key(old.name()), old.id());
        }
        if (!product.sku().isEmpty()) {
            productOfSku.put(key(product.sku()), product.id());
        }
        productOfName.put(key(product.name()), product.id());
    }

    void keep(CatalogVariant variant) {
        CatalogVariant old = variants.put(variant.id(), variant);
        if (old != null && !old.sku().equalsIgnoreCase(variant.sku())) {
            variantOfSku.remove(key(old.sku()), old.id());
        }
        if (!variant.sku().isEmpty()) {
            variantOfSku.put(key(variant.sku()), variant.id());
        }
    }

    void drop(CatalogVariant old) {
        variants.remove(old.id());
        variantOfSku.remove(key(old.sku()), old.id());
    }

    Claims claims() {
        return new Claims();
    }

    /// The names and SKUs that a write takes: none may be taken already, by others or within it.
    final class Claims {
        private final Set<String> skus = new HashSet<>();
        private final Set<String> names = new HashSet<>();

        void product(ObjectNode body, long id) {
            if (body.has("name")) {
                String name = key(Json.text(body, "name"));
                if (!names.add(name) || productOfName.getOrDefault(name, id) != id) {
                    throw CatalogRefusal.conflict(
                            "name", "The product name is a duplicate: " + Json.text(body, "name"));
                }
            }
            String sku = Json.text(body, "sku");
            boolean own =
                    variant(sku).map(variant -> variant.productId() == id).orElse(true)
                            && productOfSku.getOrDefault(key(sku), id) == id;
            if (!sku.isEmpty() && (!skus.add(key(sku)) || !own)) {
                throw taken(sku);
            }
        }

        void sku(String sku, long variantId) {
            boolean own =
                    variantOfSku.getOrDefault(key(sku), variantId) == variantId
                            && (productOfSku.get(key(sku)) == null
                                    || variantOfSku.containsKey(key(sku)));
            if (!sku.isEmpty() && (!skus.add(key(sku)) || !own)) {
                throw taken(sku);
            }
        }

        private CatalogRefusal taken(String sku) {
            return CatalogRefusal.conflict("sku", "The sku '%s' is a duplicate".formatted(sku));
        }
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
