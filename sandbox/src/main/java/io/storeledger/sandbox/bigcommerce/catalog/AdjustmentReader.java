package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of an adjustment; the first item that is wrong refuses all of them, and the
/// refusal doesn't say which one it was.
final class AdjustmentReader {
    private static final int MAX_ITEMS = 2000;
    private static final List<String> IDENTITIES = List.of("sku", "variant_id", "product_id");

    private final Catalog catalog;
    private final LongFunction<@Nullable Location> locations;

    AdjustmentReader(Catalog catalog, LongFunction<@Nullable Location> locations) {
        this.catalog = catalog;
        this.locations = locations;
    }

    /// One item of an adjustment.
    record Row(StockItem item, long location, long quantity) {}

    List<Row> read(ObjectNode body, boolean signed) {
        List<ObjectNode> items = Json.objects(body, "items");
        if (items.isEmpty()) {
            throw CatalogRefusal.invalid("items", "error.path.missing");
        }
        if (items.size() > MAX_ITEMS) {
            throw new CatalogRefusal(
                    422,
                    "The request payload is too large. The maximum items allowed in the array is "
                            + MAX_ITEMS,
                    Map.of());
        }
        List<Row> rows = new ArrayList<>(items.size());
        for (ObjectNode item : items) {
            rows.add(row(item, signed));
        }
        return rows;
    }

    private Row row(ObjectNode item, boolean signed) {
        long locationId = Json.number(item, "location_id");
        Location location = locations.apply(locationId);
        if (location == null) {
            throw refused("Location with id %d is not found".formatted(locationId));
        }
        if (!location.enabled()) {
            throw refused("Location with id %d is disabled".formatted(locationId));
        }
        JsonNode quantity = item.path("quantity");
        if (!quantity.isIntegralNumber() || (!signed && quantity.longValue() < 0)) {
            throw refused("Quantity is invalid");
        }
        if (IDENTITIES.stream().filter(item::has).count() != 1) {
            throw refused("Exactly one of sku, variant_id or product_id is required");
        }
        return new Row(item(item), locationId, quantity.longValue());
    }

    private StockItem item(ObjectNode item) {
        if (item.has("product_id")) {
            long id = Json.number(item, "product_id");
            CatalogProduct product =
                    catalog.product(id)
                            .orElseThrow(() ->
                                    refused("Item with product_id %d is not found".formatted(id)));
            String name = "Item with product_id " + id;
            return switch (product.tracking()) {
                case PRODUCT -> new StockItem(id, 0);
                case NONE -> throw refused(name + " is not tracked");
                case VARIANT ->
                        throw refused(
                                name
                                        + " is tracked by variant, please update stock by variant"
                                        + " id or sku");
            };
        }
        String sku = Json.text(item, "sku");
        CatalogVariant variant =
                (item.has("sku")
                                ? catalog.variant(sku)
                                : catalog.variant(Json.number(item, "variant_id")))
                        .orElseThrow(() -> refused(unknown(item)));
        CatalogProduct product =
                catalog.product(variant.productId()).orElseThrow(() -> refused(unknown(item)));
        String name = "Item with variant_id " + variant.id();
        return switch (product.tracking()) {
            case VARIANT -> new StockItem(product.id(), variant.id());
            case NONE -> throw refused(name + " is not tracked");
            case PRODUCT ->
                    throw refused(
                            name + " is tracked by product, please update stock by product id");
        };
    }

    private static String unknown(ObjectNode item) {
        String which = item.has("sku") ? "sku" : "variant_id";
        return "Item with %s %s is not found".formatted(which, Json.text(item, which));
    }

    static CatalogRefusal refused(String why) {
        return new CatalogRefusal(422, "[" + why + "]", Map.of());
    }
}
