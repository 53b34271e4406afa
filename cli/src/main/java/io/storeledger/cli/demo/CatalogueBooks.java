package io.storeledger.cli.demo;

import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.bigcommerce.catalog.Catalog;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogProduct;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogVariant;
import io.storeledger.sandbox.shop.Catalogue;
import io.storeledger.sandbox.shop.Product;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// NetSuite's items against the store's products: prices, names, and what was created.
///
/// @param items items in NetSuite that the store is to have
/// @param created products that the store did not have at first
/// @param missing items that the store lacks
/// @param shown created products that shoppers see, though nobody showed them
/// @param pricesDiffer items with another price in the store
/// @param namesDiffer items with another name in the store
/// @param differences a line for each of these
record CatalogueBooks(
        int items,
        int created,
        int missing,
        int shown,
        int pricesDiffer,
        int namesDiffer,
        List<String> differences) {
    private static final Set<Long> FIRST =
            Catalogue.PRODUCTS.stream().map(Product::productId).collect(Collectors.toSet());

    boolean agree() {
        return differences.isEmpty();
    }

    static CatalogueBooks compare(SandboxApp sandbox, CatalogRule rule) {
        Catalog store = sandbox.store().catalog();
        List<ObjectNode> items =
                sandbox.netSuite().items().stream().filter(item -> isSold(item, rule)).toList();
        List<String> differences = new ArrayList<>();
        int missing = 0;
        int prices = 0;
        int names = 0;
        for (ObjectNode item : items) {
            String sku = item.path("itemid").asString("");
            Optional<CatalogVariant> variant = store.variant(sku);
            if (variant.isEmpty()) {
                missing++;
                differences.add("%s: not in the store".formatted(sku));
                continue;
            }
            BigDecimal wanted = Amounts.of(item, "baseprice");
            BigDecimal price = store.price(sku).orElse(BigDecimal.ZERO);
            if (price.compareTo(wanted) != 0) {
                prices++;
                differences.add(
                        "%s: costs %s in the store, %s in NetSuite".formatted(sku, price, wanted));
            }
            String name = item.path("displayname").asString("");
            // a variant has no name of its own
            boolean named =
                    !variant.get().base()
                            || store.product(variant.get().productId())
                                    .map(CatalogProduct::name)
                                    .filter(name::equals)
                                    .isPresent();
            if (!named) {
                names++;
                differences.add("%s: is not called %s in the store".formatted(sku, name));
            }
        }
        List<CatalogProduct> created = created(store);
        List<String> shown =
                created.stream()
                        .filter(product -> product.fields().path("is_visible").asBoolean(true))
                        .map(product -> "%s: created, but not hidden".formatted(product.sku()))
                        .toList();
        differences.addAll(shown);
        return new CatalogueBooks(
                items.size(), created.size(), missing, shown.size(), prices, names, differences);
    }

    /// How many products the store did not have at first.
    static int created(SandboxApp sandbox) {
        return created(sandbox.store().catalog()).size();
    }

    private static List<CatalogProduct> created(Catalog store) {
        return store.products().stream().filter(product -> !FIRST.contains(product.id())).toList();
    }

    private static boolean isSold(ObjectNode item, CatalogRule rule) {
        return rule.itemTypes().contains(item.path("itemtype").asString(""))
                && item.path("isinactive").asString("").equals("F")
                && !item.path("matrixtype").asString("").equals("PARENT");
    }
}
