package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Products, variants and stock as the API shows them: what was never written has its default.
public final class CatalogView {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final ObjectNode PRODUCT =
            Json.parseObject(
                    """
                    {"name": "", "type": "physical", "sku": "", "description": "", "weight": 0,
                    "width": 0, "depth": 0, "height": 0, "price": 0, "cost_price": 0,
                    "retail_price": 0, "sale_price": 0, "map_price": 0, "tax_class_id": 0,
                    "product_tax_code": "", "categories": [], "brand_id": 0,
                    "option_set_display": "right", "inventory_warning_level": 0,
                    "reviews_rating_sum": 0, "reviews_count": 0, "total_sold": 0,
                    "fixed_cost_shipping_price": 0, "is_free_shipping": false, "is_visible": true,
                    "is_featured": false, "related_products": [-1], "warranty": "",
                    "bin_picking_number": "", "layout_file": "", "upc": "", "mpn": "", "gtin": "",
                    "search_keywords": "", "availability": "available",
                    "availability_description": "", "gift_wrapping_options_type": "any",
                    "gift_wrapping_options_list": [], "sort_order": 0, "condition": "New",
                    "is_condition_shown": false, "order_quantity_minimum": 0,
                    "order_quantity_maximum": 0, "page_title": "", "meta_keywords": [],
                    "meta_description": "", "view_count": 0, "preorder_release_date": null,
                    "preorder_message": "", "is_preorder_only": false, "is_price_hidden": false,
                    "price_hidden_label": "", "open_graph_type": "product",
                    "open_graph_title": "", "open_graph_description": "",
                    "open_graph_use_meta_description": true, "open_graph_use_product_name": true,
                    "open_graph_use_image": true}
                    """);
    private static final ObjectNode VARIANT =
            Json.parseObject(
                    """
                    {"price": null, "sale_price": null, "retail_price": null, "map_price": null,
                    "weight": null, "width": null, "height": null, "depth": null,
                    "is_free_shipping": false, "fixed_cost_shipping_price": null,
                    "purchasing_disabled": false, "purchasing_disabled_message": "",
                    "image_url": "", "cost_price": null, "upc": "", "mpn": "", "gtin": "",
                    "inventory_warning_level": 0, "bin_picking_number": ""}
                    """);

    private final Catalog catalog;
    private final Inventory inventory;

    /// Shows this catalogue with this stock.
    public CatalogView(Catalog catalog, Inventory inventory) {
        this.catalog = catalog;
        this.inventory = inventory;
    }

    /// A product as `GET /v3/catalog/products` shows it.
    ///
    /// @param include what of `variants`, `options`, `images`, `custom_fields` comes with it
    public ObjectNode product(CatalogProduct product, Set<String> include) {
        ObjectNode json = Json.object();
        json.put("id", product.id());
        json.setAll(PRODUCT.deepCopy());
        json.setAll(product.fields());
        List<CatalogVariant> variants = catalog.variants(product);
        json.put("inventory_tracking", product.tracking().wireName());
        json.put("inventory_level", total(product, variants));
        json.put("calculated_price", price(json));
        if (variants.size() == 1 && variants.getFirst().base()) {
            json.put("base_variant_id", variants.getFirst().id());
        } else {
            json.putNull("base_variant_id");
        }
        json.put("date_created", iso(product.created()));
        json.put("date_modified", iso(product.modified()));
        if (!json.path("custom_url").isObject()) {
            ObjectNode url = json.putObject("custom_url");
            url.put("url", "/product-" + product.id() + "/");
            url.put("is_customized", false);
        }
        for (String list : List.of("images", "custom_fields", "videos", "modifiers")) {
            if (!include.contains(list)) {
                json.remove(list);
            } else if (!json.path(list).isArray()) {
                json.putArray(list);
            }
        }
        if (include.contains("variants")) {
            ArrayNode array = json.putArray("variants");
            variants.forEach(variant -> array.add(variant(variant)));
        }
        if (include.contains("options")) {
            json.set("options", options(product));
        }
        return json;
    }

    /// A variant as `GET /v3/catalog/variants` shows it.
    public ObjectNode variant(CatalogVariant variant) {
        ObjectNode json = Json.object();
        json.put("id", variant.id());
        json.put("product_id", variant.productId());
        json.put("sku", variant.sku());
        if (variant.base()) {
            json.putNull("sku_id");
        } else {
            json.put("sku_id", StockItem.skuId(variant.id()));
        }
        json.setAll(VARIANT.deepCopy());
        json.setAll(variant.fields());
        catalog.product(variant.productId())
                .ifPresent(product -> {
                    ObjectNode owner = PRODUCT.deepCopy();
                    owner.setAll(product.fields());
                    BigDecimal own = price(json);
                    boolean inherits = json.path("price").isNull();
                    json.put("calculated_price", inherits ? price(owner) : own);
                    boolean light = json.path("weight").isNull();
                    json.set("calculated_weight", (light ? owner : json).path("weight"));
                    json.put(
                            "inventory_level",
                            inventory
                                    .level(StockItem.of(product, variant), Location.DEFAULT)
                                    .available());
                });
        ArrayNode values = json.putArray("option_values");
        variant.values().forEach(value -> values.add(value.json()));
        return json;
    }

    /// The product's options as `GET /v3/catalog/products/{id}/options` shows them.
    public ArrayNode options(CatalogProduct product) {
        Map<Long, ObjectNode> byId = new LinkedHashMap<>();
        for (OptionValue value : product.options()) {
            ObjectNode option =
                    byId.computeIfAbsent(
                            value.optionId(),
                            id -> {
                                ObjectNode json = Json.object();
                                json.put("id", id);
                                json.put("product_id", product.id());
                                json.put("display_name", value.option());
                                json.put("name", value.option() + product.id());
                                json.put("type", "dropdown");
                                json.put("sort_order", 0);
                                json.putArray("option_values");
                                return json;
                            });
            ObjectNode shown = ((ArrayNode) option.path("option_values")).addObject();
            shown.put("id", value.id());
            shown.put("label", value.label());
            shown.put("sort_order", 0);
            shown.put("is_default", false);
        }
        ArrayNode array = Json.array();
        byId.values().forEach(array::add);
        return array;
    }

    /// A variant's stock as `GET /v3/inventory/items` shows it.
    ///
    /// @param wanted the locations to show
    public ObjectNode stock(CatalogVariant variant, List<Location> wanted) {
        ObjectNode json = Json.object();
        ObjectNode identity = json.putObject("identity");
        identity.put("sku", variant.sku());
        identity.put("variant_id", variant.id());
        identity.put("product_id", variant.productId());
        if (variant.base()) {
            identity.putNull("sku_id");
        } else {
            identity.put("sku_id", StockItem.skuId(variant.id()));
        }
        ArrayNode places = json.putArray("locations");
        catalog.product(variant.productId())
                .ifPresent(product -> {
                    StockItem item = StockItem.of(product, variant);
                    wanted.forEach(location -> place(places.addObject(), item, location));
                });
        return json;
    }

    private void place(ObjectNode json, StockItem item, Location location) {
        StockLevels.Level level = inventory.level(item, location.id());
        json.put("location_id", location.id());
        json.put("location_code", location.code());
        json.put("location_name", location.label());
        json.put("available_to_sell", level.available());
        json.put("total_inventory_onhand", level.onHand());
        json.put("location_enabled", location.enabled());
        ObjectNode settings = json.putObject("settings");
        settings.put("safety_stock", level.safety());
        settings.put("is_in_stock", level.available() > 0);
        settings.put("warning_level", 0);
        settings.put("bin_picking_number", "");
    }

    private long total(CatalogProduct product, List<CatalogVariant> variants) {
        return switch (product.tracking()) {
            case NONE -> 0;
            case PRODUCT ->
                    inventory.level(new StockItem(product.id(), 0), Location.DEFAULT).available();
            case VARIANT ->
                    variants.stream()
                            .mapToLong(v ->
                                    inventory
                                            .level(StockItem.of(product, v), Location.DEFAULT)
                                            .available())
                            .sum();
        };
    }

    private static BigDecimal price(ObjectNode json) {
        BigDecimal sale = Json.decimal(json, "sale_price");
        return sale.signum() > 0 ? sale : Json.decimal(json, "price");
    }

    private static String iso(Instant time) {
        return ISO.format(time.atOffset(ZoneOffset.UTC));
    }
}
