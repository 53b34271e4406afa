package io.storeledger.clients.bigcommerce;

import io.storeledger.clients.http.ApiException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one order with all that belongs to it, in one call if BigCommerce allows.
final class OrderReader {
    private static final Map<String, String> EVERYTHING =
            Map.of("include", "consignments.line_items,fees", "consignment_structure", "object");

    private final BigCommerceCalls calls;
    private final Pages pages;

    OrderReader(BigCommerceCalls calls, Pages pages) {
        this.calls = calls;
        this.pages = pages;
    }

    FetchedOrder read(long id) {
        String path = "v2/orders/" + id;
        ObjectNode order =
                calls.get("order", path, EVERYTHING)
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .orElseThrow(() ->
                                new ApiException.NotFound("BigCommerce has no order " + id + "."));
        int count = 1;
        JsonNode consignments = order.path("consignments");

        Pages.Listing products = products(id, order);
        count += products.calls();

        List<ObjectNode> addresses;
        if (consignments.path("shipping").isArray()) {
            addresses = withoutLines(consignments.path("shipping"));
        } else {
            Pages.Listing listing =
                    pages.v2("order shipping addresses", path + "/shipping_addresses");
            addresses = listing.objects();
            count += listing.calls();
        }

        List<ObjectNode> coupons = List.of();
        if (isSomething(order.path("coupon_discount"))) {
            Pages.Listing listing = pages.v2("order coupons", path + "/coupons");
            coupons = listing.objects();
            count += listing.calls();
        }
        return new FetchedOrder(order, products.objects(), addresses, coupons, count);
    }

    /// The line items of an order that was read with its consignments: those that came with it, or
    /// all of them by calls of their own where these are not all.
    Pages.Listing products(long id, ObjectNode order) {
        Inlined inlined = inlined(order.path("consignments"));
        if (inlined.whole() && FetchedOrder.complete(order, inlined.products())) {
            return new Pages.Listing(inlined.products(), 0);
        }
        Pages.Listing listing = pages.v2("order products", "v2/orders/" + id + "/products");
        return new Pages.Listing(byId(listing.objects()), listing.calls());
    }

    /// @param whole whether no line item came as a mere link
    private record Inlined(List<ObjectNode> products, boolean whole) {}

    private static Inlined inlined(JsonNode consignments) {
        boolean whole = consignments.isObject() && !isLink(consignments);
        List<ObjectNode> lines = new ArrayList<>();
        for (ObjectNode consignment : all(consignments)) {
            JsonNode items = consignment.path("line_items");
            whole &= items.isArray();
            for (ObjectNode item : BigCommerceCalls.objects(items)) {
                whole &= !isLink(item);
                lines.add(item);
            }
        }
        return new Inlined(whole ? byId(lines) : List.of(), whole);
    }

    private static List<ObjectNode> all(JsonNode consignments) {
        List<ObjectNode> all = new ArrayList<>();
        for (String kind : List.of("shipping", "pickups", "downloads")) {
            all.addAll(BigCommerceCalls.objects(consignments.path(kind)));
        }
        all.addAll(BigCommerceCalls.objects(consignments.path("email").path("gift_certificates")));
        return all;
    }

    /// BigCommerce gives `{url, resource}` for what it did not inline.
    private static boolean isLink(JsonNode node) {
        return node.has("url") && node.has("resource") && !node.has("id");
    }

    private static List<ObjectNode> byId(Collection<ObjectNode> products) {
        Map<Long, ObjectNode> byId = new TreeMap<>();
        for (ObjectNode product : products) {
            FetchedOrder.whole(product.get("id")).ifPresent(id -> byId.putIfAbsent(id, product));
        }
        return List.copyOf(byId.values());
    }

    private static List<ObjectNode> withoutLines(JsonNode shipping) {
        List<ObjectNode> addresses = new ArrayList<>();
        for (ObjectNode consignment : BigCommerceCalls.objects(shipping)) {
            ObjectNode address = consignment.deepCopy();
            address.remove("line_items");
            addresses.add(address);
        }
        return addresses;
    }

    /// Whether an amount is not zero; one that can't be read counts, for it costs one call only.
    private static boolean isSomething(JsonNode amount) {
        String text = amount.asString("").strip();
        try {
            return !text.isEmpty() && new BigDecimal(text).signum() != 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
