package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.bigcommerce.catalog.Catalog;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogRefusal;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogVariant;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogView;
import io.storeledger.sandbox.bigcommerce.catalog.Inventory;
import io.storeledger.sandbox.bigcommerce.catalog.Location;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.http.Pauses;
import io.storeledger.sandbox.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// `/v3/inventory` and the settings that say when orders move stock.
final class InventoryRoutes {
    private static final Set<String> READ = Set.of("store_inventory", "store_inventory_read_only");
    private static final Set<String> WRITE = Set.of("store_inventory");
    private static final Set<String> LOCATIONS =
            Set.of("store_locations", "store_locations_read_only");
    private static final Set<String> SETTINGS =
            Set.of("store_v2_information", "store_v2_information_read_only");
    private static final int MAX = 1000;

    private final Catalog catalog;
    private final Inventory inventory;
    private final CatalogView view;
    private final Pauses pauses;

    InventoryRoutes(StoreSandbox store, Pauses pauses) {
        this.catalog = store.catalog();
        this.inventory = store.inventory();
        this.view = new CatalogView(catalog, inventory);
        this.pauses = pauses;
    }

    void register(Routes routes) {
        routes.get("/v3/inventory/items", READ, this::items);
        routes.put("/v3/inventory/adjustments/absolute", WRITE, this::absolute);
        routes.post(
                "/v3/inventory/adjustments/relative",
                WRITE,
                ctx -> adjusted(ctx, inventory::relative));
        routes.get("/v3/inventory/locations", LOCATIONS, this::locations);
        routes.get(
                "/v3/settings/inventory",
                SETTINGS,
                ctx -> Answer.json(200, CatalogFields.data(inventory.settings().json())));
    }

    private Answer items(Context ctx) {
        Page page = Page.of(ctx, MAX);
        List<Location> wanted = wanted(ctx);
        Set<String> skus = PaymentRoutes.in(ctx, "sku:in");
        Set<String> variants = PaymentRoutes.in(ctx, "variant_id:in");
        Set<String> products = PaymentRoutes.in(ctx, "product_id:in");
        Stream<CatalogVariant> found;
        if (!skus.isEmpty()) {
            found = skus.stream().flatMap(sku -> catalog.variant(sku).stream());
        } else if (!variants.isEmpty()) {
            found = ids(variants).flatMap(id -> catalog.variant(id).stream());
        } else if (!products.isEmpty()) {
            found =
                    ids(products)
                            .flatMap(id -> catalog.product(id).stream())
                            .flatMap(product -> catalog.variants(product).stream());
        } else {
            List<CatalogVariant> shown = page.of(catalog.variants().stream());
            return answer(page, catalog.variants().size(), shown, wanted);
        }
        List<CatalogVariant> all = found.distinct().toList();
        return answer(page, all.size(), page.of(all), wanted);
    }

    private Answer answer(Page page, int total, List<CatalogVariant> shown, List<Location> wanted) {
        return page.answer(
                total, shown.stream().map(variant -> view.stock(variant, wanted)).toList());
    }

    private List<Location> wanted(Context ctx) {
        Set<String> ids = PaymentRoutes.in(ctx, "location_id:in");
        Set<String> codes = PaymentRoutes.in(ctx, "location_code:in");
        return inventory.locations().stream()
                .filter(each -> ids.isEmpty() || ids.contains(Long.toString(each.id())))
                .filter(each -> codes.isEmpty() || codes.contains(each.code()))
                .toList();
    }

    private Answer absolute(Context ctx) {
        inventory.enter();
        try {
            pauses.pause(inventory.callTime());
            return adjusted(ctx, inventory::absolute);
        } finally {
            inventory.leave();
        }
    }

    private static Answer adjusted(Context ctx, Function<ObjectNode, String> adjustment) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null) {
            return Errors.V3.of(422, "JSON data is missing or invalid");
        }
        try {
            return Answer.json(200, Json.object().put("transaction_id", adjustment.apply(body)));
        } catch (CatalogRefusal e) {
            Answer refused = Errors.of(e);
            return new Answer(
                    refused.status(), "application/problem+json", refused.body(), Map.of());
        }
    }

    private Answer locations(Context ctx) {
        Page page = Page.of(ctx, MAX);
        List<ObjectNode> all = wanted(ctx).stream().map(Location::json).toList();
        return page.answer(all.size(), page.of(all));
    }

    private static Stream<Long> ids(Set<String> texts) {
        return texts.stream().filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf).sorted();
    }
}
