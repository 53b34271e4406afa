package io.storeledger.clients.bigcommerce;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the catalogue and the stock of one BigCommerce store; blocks, so call it on
/// virtual threads.
///
/// Every method throws [ApiException] and retries nothing by itself. The vendor asks not to send
/// inventory calls side by side, nor beside bulk calls of the catalogue: that is the caller's to
/// keep.
public final class CatalogClient implements AutoCloseable {
    /// Stock lines that an adjustment takes.
    public static final int STOCK_LINES = 2000;

    /// Variants that a batch takes.
    public static final int VARIANTS = 50;

    /// Products that a batch takes.
    public static final int PRODUCTS = 10;

    /// Keeps the address short enough for every proxy on the way.
    private static final int SKU_CHARS = 3000;

    private static final int IDS_A_CALL = 250;
    private static final int INVENTORY_PAGE = 1000;
    private static final String TRACKING = "inventory_tracking,base_variant_id,sku";
    private static final String PRODUCTS_PATH = "v3/catalog/products";

    private final BigCommerceCalls calls;
    private final Pages pages;
    private final OrderReader orders;

    /// @param clock tells when a quota window ends
    /// @param random spreads the calls that waited for the same window
    /// @param meters gets `storeledger.api.calls` and `storeledger.bigcommerce.quota.left`
    public CatalogClient(
            BigCommerceConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this.calls = new BigCommerceCalls(config, clock, random, meters);
        this.pages = new Pages(calls);
        this.orders = new OrderReader(calls, pages);
    }

    /// Sets what is on hand. The store answers before it shows it.
    ///
    /// @param lines at most [#STOCK_LINES]; one that is refused fails all of them
    public void setStock(List<StockLine> lines) {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        for (StockLine line : lines) {
            items.addObject()
                    .put("location_id", line.locationId())
                    .put(line.item().field(), line.id())
                    .put("quantity", line.quantity());
        }
        calls.write("stock", "PUT", "v3/inventory/adjustments/absolute", body);
    }

    /// The orders that were placed or modified since a time, that time included: one call for up to
    /// 50 of them, and another for each that came without all of its line items.
    public List<StoredOrder> ordersSince(Instant modifiedSince) {
        Map<Long, StoredOrder> newest = new LinkedHashMap<>();
        var modified =
                new RecordsByDate(
                        "date_modified",
                        (from, page) ->
                                pages.v2(
                                        "stock orders",
                                        "v2/orders",
                                        Map.of(
                                                "min_date_modified",
                                                from.toString(),
                                                "sort",
                                                "date_modified:asc",
                                                "include",
                                                "consignments.line_items",
                                                "consignment_structure",
                                                "object"),
                                        page),
                        modifiedSince);
        while (modified.hasNext()) {
            ObjectNode order = modified.next();
            FetchedOrder.whole(order.get("id"))
                    .ifPresent(id -> newest.put(id, storedOrder(id, order)));
        }
        return List.copyOf(newest.values());
    }

    /// Those of the SKUs that the store has, in any case of letters.
    public List<StoredSku> find(Collection<String> skus) {
        List<StoredSku> found = new ArrayList<>();
        StringJoiner some = new StringJoiner(",");
        for (String sku : skus) {
            if (sku.indexOf(',') >= 0) {
                // a list of SKUs has no way to write one with a comma
                found.addAll(variants(Map.of("sku", encoded(sku))));
                continue;
            }
            String next = encoded(sku);
            if (some.length() > 0 && some.length() + next.length() >= SKU_CHARS) {
                found.addAll(inventory(Map.of("sku:in", some.toString())));
                some = new StringJoiner(",");
            }
            some.add(next);
        }
        if (some.length() > 0) {
            found.addAll(inventory(Map.of("sku:in", some.toString())));
        }
        return found;
    }

    /// Every SKU of the store, a thousand a call.
    public List<StoredSku> all() {
        return inventory(Map.of());
    }

    /// Those of the products that the store has.
    public List<StoredProduct> products(Collection<Long> ids) {
        List<Long> all = List.copyOf(ids);
        List<StoredProduct> products = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS_A_CALL) {
            String some =
                    all.subList(from, Math.min(all.size(), from + IDS_A_CALL)).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(","));
            products.addAll(products(Map.of("id:in", some)));
        }
        return products;
    }

    /// The product that has this SKU itself, not one of its variants.
    public Optional<StoredProduct> product(String sku) {
        return products(Map.of("sku", encoded(sku))).stream()
                .filter(product -> product.sku().equalsIgnoreCase(sku))
                .findFirst();
    }

    /// Changes variants by their `id`.
    ///
    /// @param variants at most [#VARIANTS]
    /// @return whether all of it was done; a part may have failed where not
    public boolean updateVariants(List<ObjectNode> variants) {
        return complete(calls.write("variants", "PUT", "v3/catalog/variants", array(variants)));
    }

    /// Changes products by their `id`.
    ///
    /// @param products at most [#PRODUCTS]
    /// @return whether all of it was done; a part may have failed where not
    public boolean updateProducts(List<ObjectNode> products) {
        return complete(calls.write("products", "PUT", PRODUCTS_PATH, array(products)));
    }

    /// Creates a product, with its variants if it has some.
    ///
    /// @return the product as the store made it; it stands even if a part of it failed
    public ObjectNode createProduct(ObjectNode product) {
        return data(calls.write("create product", "POST", PRODUCTS_PATH, product), "product");
    }

    /// The options of a product with their values.
    public List<ObjectNode> options(long productId) {
        return pages.v3("options", PRODUCTS_PATH + "/" + productId + "/options", Map.of());
    }

    /// Creates an option of a product.
    public ObjectNode createOption(long productId, ObjectNode option) {
        return data(
                calls.write(
                        "create option",
                        "POST",
                        PRODUCTS_PATH + "/" + productId + "/options",
                        option),
                "option");
    }

    /// Adds a value to an option of a product.
    public ObjectNode createOptionValue(long productId, long optionId, ObjectNode value) {
        return data(
                calls.write(
                        "create option value",
                        "POST",
                        PRODUCTS_PATH + "/" + productId + "/options/" + optionId + "/values",
                        value),
                "option value");
    }

    /// Adds a variant to a product.
    public ObjectNode createVariant(long productId, ObjectNode variant) {
        return data(
                calls.write(
                        "create variant",
                        "POST",
                        PRODUCTS_PATH + "/" + productId + "/variants",
                        variant),
                "variant");
    }

    @Override
    public void close() {
        calls.close();
    }

    private List<StoredSku> inventory(Map<String, String> query) {
        return pages.v3("inventory", "v3/inventory/items", query, INVENTORY_PAGE).stream()
                .map(item -> item.path("identity"))
                .filter(identity -> !identity.path("sku").asString("").isEmpty())
                .map(identity ->
                        new StoredSku(
                                identity.path("sku").asString(""),
                                identity.path("product_id").asLong(0),
                                identity.path("variant_id").asLong(0)))
                .toList();
    }

    private List<StoredSku> variants(Map<String, String> query) {
        return pages.v3("variants", "v3/catalog/variants", query).stream()
                .map(variant ->
                        new StoredSku(
                                variant.path("sku").asString(""),
                                variant.path("product_id").asLong(0),
                                variant.path("id").asLong(0)))
                .toList();
    }

    private List<StoredProduct> products(Map<String, String> filter) {
        var query = new HashMap<>(filter);
        query.put("include_fields", TRACKING);
        return pages.v3("products", PRODUCTS_PATH, query).stream()
                .map(CatalogClient::storedProduct)
                .toList();
    }

    private StoredOrder storedOrder(long id, ObjectNode order) {
        Map<String, Long> units = new HashMap<>();
        for (ObjectNode product : orders.products(id, order).objects()) {
            String sku = product.path("sku").asString("").toLowerCase(Locale.ROOT);
            long quantity = FetchedOrder.whole(product.get("quantity")).orElse(0);
            if (!sku.isBlank() && quantity > 0) {
                units.merge(sku, quantity, Long::sum);
            }
        }
        return new StoredOrder(
                id,
                FetchedOrder.whole(order.get("status_id")).orElse(0),
                order.path("is_deleted").asBoolean(false),
                units);
    }

    private static StoredProduct storedProduct(ObjectNode product) {
        return new StoredProduct(
                product.path("id").asLong(0),
                product.path("sku").asString(""),
                product.path("inventory_tracking").asString("none"),
                product.path("base_variant_id").isIntegralNumber()
                        ? OptionalLong.of(product.path("base_variant_id").asLong())
                        : OptionalLong.empty());
    }

    /// 207 says that the catalogue took it but a part, such as the stock or the address, failed.
    private static boolean complete(BigCommerceCalls.Written written) {
        return written.status() != 207;
    }

    private static ObjectNode data(BigCommerceCalls.Written written, String what) {
        JsonNode data = written.json().map(body -> body.path("data")).orElse(Json.object());
        if (data instanceof ObjectNode made && made.path("id").isIntegralNumber()) {
            return made;
        }
        throw new ApiException.Transient(
                "BigCommerce (HTTP %d) made a %s but did not say which; it is looked up later."
                        .formatted(written.status(), what),
                written.status(),
                null,
                true,
                null);
    }

    private static ArrayNode array(List<ObjectNode> objects) {
        return Json.mapper().createArrayNode().addAll(objects);
    }

    private static String encoded(String sku) {
        return URLEncoder.encode(sku, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
