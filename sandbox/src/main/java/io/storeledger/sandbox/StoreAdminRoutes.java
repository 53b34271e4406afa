package io.storeledger.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.sandbox.bigcommerce.PaidRefund;
import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.shop.Shoppers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The admin API of the store's stock, customers, refunds and token.
final class StoreAdminRoutes {
    private final StoreSandbox store;
    private final Shoppers shoppers;

    StoreAdminRoutes(StoreSandbox store, Shoppers shoppers) {
        this.store = store;
        this.shoppers = shoppers;
    }

    void register(RoutesConfig routes) {
        routes.get(
                "/admin/store/inventory",
                AdminRoutes.handler(ctx -> Answer.json(200, store.inventory().counters().json())));
        routes.put("/admin/store/inventory", AdminRoutes.handler(this::inventory));
        routes.get("/admin/store/sold", AdminRoutes.handler(ctx -> sold()));
        routes.post("/admin/store/products", AdminRoutes.handler(this::products));
        routes.get(
                "/admin/store/customers",
                AdminRoutes.handler(ctx -> Answer.json(200, Json.arrayOf(store.customers()))));
        routes.get("/admin/store/refunds", AdminRoutes.handler(ctx -> refunds()));
        routes.put("/admin/store/token", AdminRoutes.handler(this::token));
        routes.put("/admin/shoppers/stock", AdminRoutes.handler(this::onlyInStock));
    }

    private Answer inventory(Context ctx) {
        ObjectNode body = Json.parseObject(ctx.body());
        if (body.has("lagMillis")) {
            store.inventory().lag(Duration.ofMillis(Json.number(body, "lagMillis")));
        }
        if (body.has("callMillis")) {
            store.inventory().callTime(Duration.ofMillis(Json.number(body, "callMillis")));
        }
        body.path("stock")
                .properties()
                .forEach(each -> store.inventory().set(each.getKey(), each.getValue().asLong(0)));
        return Answer.empty(204);
    }

    private Answer sold() {
        ObjectNode body = Json.object();
        new TreeMap<>(store.sold()).forEach(body::put);
        return Answer.json(200, body);
    }

    private Answer products(Context ctx) {
        long id = store.catalog().create(Json.parseObject(ctx.body())).id();
        return Answer.json(201, Json.object().put("id", id));
    }

    private Answer refunds() {
        ArrayNode list = Json.array();
        for (PaidRefund refund : store.refunds()) {
            ObjectNode json = list.addObject();
            json.put("id", refund.id());
            json.put("order_id", refund.orderId());
            json.put("currency", refund.currency());
            json.put("amount", refund.amount());
            json.put("paid_back", refund.paidBack());
        }
        return Answer.json(200, list);
    }

    private Answer token(Context ctx) {
        ObjectNode body = Json.parseObject(ctx.body());
        if (body.path("scopes").isArray()) {
            Set<String> scopes =
                    body.path("scopes").valueStream().map(Json::text).collect(Collectors.toSet());
            store.scopes(scopes);
        }
        if (body.has("clockSkewSeconds")) {
            store.clockSkew(Duration.ofSeconds(Json.number(body, "clockSkewSeconds")));
        }
        return Answer.empty(204);
    }

    private Answer onlyInStock(Context ctx) {
        shoppers.buyOnlyInStock(Json.parseObject(ctx.body()).path("onlyInStock").asBoolean(true));
        return Answer.empty(204);
    }
}
