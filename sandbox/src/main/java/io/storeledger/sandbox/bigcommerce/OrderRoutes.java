package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v2/orders` and what lies below it.
final class OrderRoutes {
    private static final Set<String> READ = Set.of("store_v2_orders", "store_v2_orders_read_only");
    private static final Set<String> WRITE = Set.of("store_v2_orders");
    private static final List<String> WRITABLE =
            List.of(
                    "external_order_id",
                    "external_source",
                    "staff_notes",
                    "customer_message",
                    "payment_method",
                    "billing_address");

    private final StoreSandbox store;

    OrderRoutes(StoreSandbox store) {
        this.store = store;
    }

    void register(Routes routes) {
        routes.get("/v2/order_statuses", READ, ctx -> statuses());
        routes.get("/v2/orders/count", READ, this::count);
        routes.get("/v2/orders", READ, this::list);
        routes.get("/v2/orders/{id}", READ, ctx -> withOrder(ctx, entry -> one(ctx, entry)));
        routes.put("/v2/orders/{id}", WRITE, ctx -> withOrder(ctx, entry -> update(ctx, entry)));
        routes.delete("/v2/orders/{id}", WRITE, ctx -> withOrder(ctx, this::archive));
        routes.get(
                "/v2/orders/{id}/consignments",
                READ,
                ctx -> withOrder(ctx, entry -> consignments(ctx, entry)));
        routes.get("/v2/orders/{id}/fees", READ, ctx -> withOrder(ctx, this::fees));
        routes.get(
                "/v2/orders/{id}/shipments", READ, ctx -> withOrder(ctx, e -> Answer.empty(204)));
        routes.get("/v2/orders/{id}/messages", READ, ctx -> withOrder(ctx, e -> Answer.empty(204)));
        routes.get(
                "/v2/orders/{id}/products/{part}",
                READ,
                ctx -> withOrder(ctx, entry -> part(ctx, entry, "products")));
        routes.get(
                "/v2/orders/{id}/shipping_addresses/{part}",
                READ,
                ctx -> withOrder(ctx, entry -> part(ctx, entry, "shipping_addresses")));
        for (String part : List.of("products", "shipping_addresses", "coupons", "taxes")) {
            routes.get(
                    "/v2/orders/{id}/" + part,
                    READ,
                    ctx -> withOrder(ctx, entry -> parts(ctx, entry, part)));
        }
    }

    private Answer list(Context ctx) {
        Page page = Page.of(ctx);
        if (page.tooLarge()) {
            return Errors.V2.of(413, "The limit is larger than 250.");
        }
        Optional<List<OrderEntry>> found = OrderFilter.apply(ctx, store.book().values());
        if (found.isEmpty()) {
            return Errors.V2.of(400, "A filter or the sort is invalid.");
        }
        ArrayNode shown = Json.array();
        for (OrderEntry entry : page.of(found.get())) {
            shown.add(view(ctx).of(entry.packed().tree(), store.stale(entry), include(ctx)));
        }
        return shown.isEmpty() ? Answer.empty(204) : Answer.json(200, shown);
    }

    private Answer one(Context ctx, OrderEntry entry) {
        return Answer.json(
                200, view(ctx).of(entry.packed().tree(), store.stale(entry), include(ctx)));
    }

    private Answer count(Context ctx) {
        Optional<List<OrderEntry>> found = OrderFilter.apply(ctx, store.book().values());
        if (found.isEmpty()) {
            return Errors.V2.of(400, "A filter is invalid.");
        }
        ObjectNode body = Json.object();
        ArrayNode statuses = body.putArray("statuses");
        for (OrderStatus status : OrderStatus.values()) {
            ObjectNode each = status.json();
            each.remove("order");
            long count =
                    found.get().stream().filter(order -> order.statusId() == status.id()).count();
            each.put("count", count);
            each.put("sort_order", status.id());
            statuses.add(each);
        }
        body.put("count", found.get().size());
        return Answer.json(200, body);
    }

    private static Answer statuses() {
        ArrayNode all = Json.array();
        for (OrderStatus status : OrderStatus.values()) {
            all.add(status.json());
        }
        return Answer.json(200, all);
    }

    private Answer parts(Context ctx, OrderEntry entry, String name) {
        Page page = Page.of(ctx);
        if (page.tooLarge()) {
            return Errors.V2.of(413, "The limit is larger than 250.");
        }
        if (name.equals("products") && store.stale(entry)) {
            return Answer.empty(204);
        }
        List<ObjectNode> all = Json.objects(entry.packed().tree(), name);
        List<ObjectNode> shown = new ArrayList<>(page.of(all));
        boolean details = "true".equals(ctx.queryParam("details"));
        if (name.equals("taxes") && !details) {
            shown.forEach(tax -> tax.remove(List.of("order_product_id", "line_item_type")));
        }
        return shown.isEmpty() ? Answer.empty(204) : Answer.json(200, Json.arrayOf(shown));
    }

    private static Answer part(Context ctx, OrderEntry entry, String name) {
        return Json.objects(entry.packed().tree(), name).stream()
                .filter(part -> Json.text(part, "id").equals(ctx.pathParam("part")))
                .findFirst()
                .map(part -> Answer.json(200, part))
                .orElseGet(Errors.V2::notFound);
    }

    private Answer fees(OrderEntry entry) {
        ObjectNode order = entry.packed().tree();
        if (order.path("fees").isEmpty()) {
            return Answer.empty(204);
        }
        ObjectNode body = Json.object();
        body.set("fees", order.path("fees"));
        return Answer.json(200, body);
    }

    private Answer consignments(Context ctx, OrderEntry entry) {
        return Answer.json(200, view(ctx).consignments(entry.packed().tree(), entry.id(), false));
    }

    private Answer update(Context ctx, OrderEntry entry) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null) {
            return Errors.V2.of(400, "The request body is not a JSON object.");
        }
        if (body.has("external_merchant_id") || body.has("products") || body.has("fees")) {
            return Errors.V2.of(400, "A field of the request can't be changed.");
        }
        if (body.has("status_id") && OrderStatus.of(Json.number(body, "status_id")).isEmpty()) {
            return Errors.V2.of(400, "The field 'status_id' is invalid.");
        }
        store.edit(
                entry.id(),
                order -> {
                    for (String field : WRITABLE) {
                        if (body.has(field)) {
                            order.set(field, body.path(field));
                        }
                    }
                });
        if (body.has("status_id")) {
            store.updateStatus(entry.id(), (int) Json.number(body, "status_id"));
        }
        return one(ctx, entryOf(entry.id(), entry));
    }

    private Answer archive(OrderEntry entry) {
        store.archive(entry.id());
        return Answer.empty(204);
    }

    private OrderEntry entryOf(long id, OrderEntry otherwise) {
        OrderEntry entry = store.book().get(id);
        return entry == null ? otherwise : entry;
    }

    private Answer withOrder(Context ctx, Function<OrderEntry, Answer> work) {
        OrderEntry entry = find(ctx.pathParam("id"));
        return entry == null ? Errors.V2.notFound() : work.apply(entry);
    }

    private @Nullable OrderEntry find(String id) {
        return id.matches("\\d{1,18}") ? store.book().get(Long.valueOf(id)) : null;
    }

    private OrderView view(Context ctx) {
        String base =
                ctx.scheme() + "://" + ctx.host() + "/bigcommerce/stores/" + store.config().hash();
        return new OrderView(base, store.config().inlinedLineItems());
    }

    private static OrderView.Include include(Context ctx) {
        String include = ctx.queryParam("include");
        String structure = ctx.queryParam("consignment_structure");
        return OrderView.Include.of(
                include == null ? "" : include, structure == null ? "" : structure);
    }
}
