package io.storeledger.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogRefusal;
import io.storeledger.sandbox.bigcommerce.webhook.SignatureScheme;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.fault.FaultPreset;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.http.RequestLog;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import io.storeledger.sandbox.shop.Shoppers;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The admin API: what a test in another process, a demo or a person does to the sandbox.
final class AdminRoutes {
    private final StoreSandbox store;
    private final NetSuiteSandbox netSuite;
    private final Faults faults;
    private final Shoppers shoppers;

    AdminRoutes(StoreSandbox store, NetSuiteSandbox netSuite, Faults faults, Shoppers shoppers) {
        this.store = store;
        this.netSuite = netSuite;
        this.faults = faults;
        this.shoppers = shoppers;
    }

    void register(RoutesConfig routes) {
        faults(routes);
        store(routes);
        new AccountAdmin(netSuite).register(routes);
        routes.get("/admin", handler(ctx -> overview()));
        routes.post("/admin/reset", handler(ctx -> reset()));
        routes.put("/admin/shoppers", handler(this::shop));
    }

    private void faults(RoutesConfig routes) {
        routes.get("/admin/faults", handler(ctx -> Answer.json(200, faultList())));
        routes.put("/admin/faults", handler(this::preset));
        routes.put("/admin/faults/{name}", handler(this::switchOn));
        routes.delete(
                "/admin/faults/{name}",
                handler(ctx -> {
                    faults.off(fault(ctx));
                    return Answer.empty(204);
                }));
    }

    private void store(RoutesConfig routes) {
        routes.get(
                "/admin/store/orders",
                handler(ctx -> Answer.json(200, Json.arrayOf(store.orders()))));
        routes.post("/admin/store/orders", handler(this::place));
        routes.get(
                "/admin/store/orders/{id}", handler(ctx -> Answer.json(200, store.order(id(ctx)))));
        routes.patch("/admin/store/orders/{id}", handler(this::edit));
        routes.delete("/admin/store/orders/{id}", handler(this::delete));
        routes.put("/admin/store/orders/{id}/status", handler(this::status));
        routes.post("/admin/store/orders/{id}/refunds", handler(this::refund));
        routes.get(
                "/admin/store/requests",
                handler(ctx -> Answer.json(200, requests(store.requests()))));
        routes.get(
                "/admin/store/webhooks", handler(ctx -> Answer.json(200, store.webhooks().json())));
        routes.post("/admin/store/hooks", handler(this::subscribe));
        routes.put("/admin/store", handler(this::storeSettings));
    }

    private Answer overview() {
        ObjectNode body = Json.object();
        ObjectNode bigCommerce = body.putObject("store");
        bigCommerce.put("hash", store.config().hash());
        bigCommerce.put("orders", store.orderCount());
        bigCommerce.put("requests", store.requests().calls());
        bigCommerce.set("webhooks", store.webhooks().json());
        ObjectNode account = body.putObject("netsuite");
        account.put("salesOrders", netSuite.recordCount("salesOrder"));
        account.put("customers", netSuite.recordCount("customer"));
        account.put("requests", netSuite.requests().calls());
        account.put("inFlight", netSuite.inFlight());
        account.put("maxInFlight", netSuite.maxInFlight());
        account.put("concurrencyRefusals", netSuite.concurrencyRefusals());
        body.put("faultsStruck", faults.struck());
        return Answer.json(200, body);
    }

    private Answer reset() {
        store.reset();
        netSuite.reset();
        faults.preset(FaultPreset.NONE);
        faults.forget();
        return Answer.empty(204);
    }

    private ArrayNode faultList() {
        ArrayNode list = Json.array();
        for (Fault fault : Fault.values()) {
            Faults.Setting setting = faults.setting(fault);
            ObjectNode entry = list.addObject();
            entry.put("name", fault.wireName());
            entry.put("effect", fault.effect());
            entry.put("probability", setting.probability());
            entry.put("next", setting.next());
            entry.put("struck", faults.struck(fault));
        }
        return list;
    }

    private Answer preset(Context ctx) {
        faults.preset(FaultPreset.valueOf(Json.text(body(ctx), "preset").toUpperCase(Locale.ROOT)));
        return Answer.json(200, faultList());
    }

    private Answer switchOn(Context ctx) {
        ObjectNode body = body(ctx);
        Fault fault = fault(ctx);
        if (body.has("next")) {
            faults.next(fault, Json.number(body, "next"));
        }
        if (body.has("probability")) {
            faults.probability(fault, Json.decimal(body, "probability").doubleValue());
        }
        return Answer.json(200, faultList());
    }

    private Answer place(Context ctx) {
        long id = ctx.body().isBlank() ? shoppers.placeOne() : store.placeOrder(body(ctx));
        return Answer.json(201, store.order(id));
    }

    private Answer edit(Context ctx) {
        ObjectNode body = body(ctx);
        store.edit(id(ctx), order -> order.setAll(body));
        return Answer.json(200, store.order(id(ctx)));
    }

    private Answer delete(Context ctx) {
        if ("true".equals(ctx.queryParam("forGood"))) {
            store.delete(id(ctx));
        } else {
            store.archive(id(ctx));
        }
        return Answer.empty(204);
    }

    private Answer status(Context ctx) {
        store.updateStatus(id(ctx), (int) Json.number(body(ctx), "status_id"));
        return Answer.json(200, store.order(id(ctx)));
    }

    private Answer refund(Context ctx) {
        ObjectNode body = body(ctx);
        boolean whole = body.path("whole").asBoolean(false);
        body.remove("whole");
        ObjectNode answer = Json.object();
        answer.put("id", store.refund(id(ctx), body, whole));
        return Answer.json(201, answer);
    }

    private Answer subscribe(Context ctx) {
        ObjectNode body = body(ctx);
        Map<String, String> headers = new HashMap<>();
        body.path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), Json.text(each.getValue())));
        ObjectNode answer = Json.object();
        answer.put(
                "id",
                store.subscribe(
                        URI.create(Json.text(body, "destination")),
                        Json.text(body, "scope"),
                        headers));
        return Answer.json(201, answer);
    }

    private Answer storeSettings(Context ctx) {
        ObjectNode body = body(ctx);
        if (body.has("quota")) {
            store.quota((int) Json.number(body, "quota"));
        }
        if (body.has("tokenRevoked")) {
            store.revokeToken(body.path("tokenRevoked").asBoolean(false));
        }
        if (body.has("signatures")) {
            store.signatures(
                    SignatureScheme.valueOf(
                            Json.text(body, "signatures").toUpperCase(Locale.ROOT)));
        }
        return Answer.empty(204);
    }

    private Answer shop(Context ctx) {
        double rate = Json.decimal(body(ctx), "ordersPerSecond").doubleValue();
        if (rate > 0) {
            shoppers.start(rate);
        } else {
            shoppers.stop();
        }
        return Answer.empty(204);
    }

    static ObjectNode requests(RequestLog log) {
        ObjectNode body = Json.object();
        ObjectNode endpoints = body.putObject("byEndpoint");
        log.byEndpoint().forEach(endpoints::put);
        ObjectNode statuses = body.putObject("byStatus");
        log.byStatus().forEach((status, count) -> statuses.put(Integer.toString(status), count));
        ArrayNode last = body.putArray("last");
        List<RequestLog.Seen> seen = log.last();
        for (RequestLog.Seen each : seen) {
            last.addObject().put("target", each.target()).put("status", each.status());
        }
        return body;
    }

    private static Fault fault(Context ctx) {
        return Fault.named(ctx.pathParam("name"))
                .orElseThrow(() -> new NoSuchElementException("no fault " + ctx.pathParam("name")));
    }

    private static long id(Context ctx) {
        return Long.parseLong(ctx.pathParam("id"));
    }

    static ObjectNode body(Context ctx) {
        return Json.parseObject(ctx.body());
    }

    // A mistake of the caller is told in words, as this API is for people.
    static Handler handler(Function<Context, Answer> work) {
        return ctx -> {
            Answer answer;
            try {
                answer = work.apply(ctx);
            } catch (NoSuchElementException e) {
                answer = mistake(404, e);
            } catch (IllegalArgumentException | NetSuiteError | CatalogRefusal e) {
                answer = mistake(400, e);
            }
            answer.write(ctx);
        };
    }

    private static Answer mistake(int status, RuntimeException e) {
        return Answer.json(status, Json.object().put("error", String.valueOf(e.getMessage())));
    }
}
