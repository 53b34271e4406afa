package io.storeledger.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.Access;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import io.storeledger.sandbox.netsuite.Warehouse;
import io.storeledger.sandbox.netsuite.record.OrderState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The account's part of the admin API.
final class AccountAdmin {
    private final NetSuiteSandbox netSuite;

    AccountAdmin(NetSuiteSandbox netSuite) {
        this.netSuite = netSuite;
    }

    void register(RoutesConfig routes) {
        routes.get(
                "/admin/netsuite/records/{type}",
                AdminRoutes.handler(ctx ->
                        Answer.json(200, Json.arrayOf(netSuite.records(ctx.pathParam("type"))))));
        routes.get(
                "/admin/netsuite/records/{type}/{externalId}",
                AdminRoutes.handler(ctx ->
                        netSuite.byExternalId(ctx.pathParam("type"), ctx.pathParam("externalId"))
                                .map(record -> Answer.json(200, record))
                                .orElseGet(() -> Answer.empty(404))));
        routes.put(
                "/admin/netsuite/records/salesOrder/{externalId}/state",
                AdminRoutes.handler(this::state));
        routes.get(
                "/admin/netsuite/requests",
                AdminRoutes.handler(
                        ctx -> Answer.json(200, AdminRoutes.requests(netSuite.requests()))));
        routes.get(
                "/admin/netsuite/writes", AdminRoutes.handler(ctx -> Answer.json(200, writes())));
        routes.get("/admin/netsuite/audit", AdminRoutes.handler(ctx -> Answer.json(200, audit())));
        routes.put("/admin/netsuite", AdminRoutes.handler(this::settings));
        routes.put("/admin/netsuite/certificates/{kid}", AdminRoutes.handler(this::certificate));
        routes.post("/admin/netsuite/items", AdminRoutes.handler(this::item));
        routes.put("/admin/netsuite/items/{sku}/stock", AdminRoutes.handler(this::stock));
        routes.put("/admin/netsuite/permissions/{name}", AdminRoutes.handler(this::deny));
        routes.delete(
                "/admin/netsuite/permissions/{name}",
                AdminRoutes.handler(ctx -> {
                    netSuite.access().allow(ctx.pathParam("name"));
                    return Answer.empty(204);
                }));
        routes.get(
                "/admin/netsuite/warehouse",
                AdminRoutes.handler(ctx -> Answer.json(200, warehouse())));
        routes.put("/admin/netsuite/warehouse", AdminRoutes.handler(this::work));
        routes.delete(
                "/admin/netsuite/tokens",
                AdminRoutes.handler(ctx -> {
                    netSuite.revokeTokens();
                    return Answer.empty(204);
                }));
    }

    private Answer settings(Context ctx) {
        ObjectNode body = AdminRoutes.body(ctx);
        if (body.has("concurrencyLimit")) {
            netSuite.concurrencyLimit((int) Json.number(body, "concurrencyLimit"));
        }
        if (body.has("latencyMillis")) {
            netSuite.latency(Duration.ofMillis(Json.number(body, "latencyMillis")));
        }
        if (body.has("latencySpread")) {
            netSuite.latencySpread(Json.decimal(body, "latencySpread").doubleValue());
        }
        if (body.has("clockAheadSeconds")) {
            netSuite.clockAhead(Duration.ofSeconds(Json.number(body, "clockAheadSeconds")));
        }
        flag(body, "oneWorld", netSuite.features()::oneWorld);
        flag(body, "suiteTax", netSuite.features()::suiteTax);
        flag(body, "lastQuantityAvailableChange", netSuite.features()::lastQuantityAvailableChange);
        flag(body, "pricingTable", netSuite.features()::pricingTable);
        flag(body, "itemPriceTable", netSuite.features()::itemPriceTable);
        flag(body, "administrator", netSuite.access()::administrator);
        return Answer.empty(204);
    }

    private static void flag(ObjectNode body, String name, Consumer<Boolean> setting) {
        if (body.has(name)) {
            setting.accept(body.path(name).asBoolean());
        }
    }

    private Answer certificate(Context ctx) {
        netSuite.registerCertificate(ctx.pathParam("kid"), PublicKeys.ofPem(ctx.body()));
        return Answer.empty(204);
    }

    private Answer item(Context ctx) {
        ObjectNode body = AdminRoutes.body(ctx);
        Map<String, String> attributes = new HashMap<>();
        body.properties()
                .forEach(each -> attributes.put(each.getKey(), Json.text(each.getValue())));
        ObjectNode answer = Json.object();
        answer.put(
                "id",
                netSuite.addItem(
                        Json.text(body, "itemid"), Json.text(body, "itemtype"), attributes));
        return Answer.json(201, answer);
    }

    private Answer stock(Context ctx) {
        ObjectNode body = AdminRoutes.body(ctx);
        netSuite.stock(
                Json.number(netSuite.item(ctx.pathParam("sku")), "id"),
                Json.number(body, "location"),
                Json.number(body, "onHand"));
        return Answer.empty(204);
    }

    private Answer deny(Context ctx) {
        String denial = Json.text(AdminRoutes.body(ctx), "denial").toUpperCase(Locale.ROOT);
        netSuite.access().deny(ctx.pathParam("name"), Access.Denial.valueOf(denial));
        return Answer.empty(204);
    }

    private ObjectNode warehouse() {
        Warehouse warehouse = netSuite.warehouse();
        ObjectNode body = Json.object();
        body.put("received", warehouse.received());
        body.put("shipped", warehouse.shipped());
        body.put("billed", warehouse.billed());
        ObjectNode ever = body.putObject("everStocked");
        warehouse.everStocked().forEach(ever::put);
        return body;
    }

    private Answer work(Context ctx) {
        double rate = Json.decimal(AdminRoutes.body(ctx), "stepsPerSecond").doubleValue();
        if (rate > 0) {
            netSuite.warehouse().start(rate);
        } else {
            netSuite.warehouse().stop();
        }
        return Answer.empty(204);
    }

    private Answer state(Context ctx) {
        netSuite.state(
                ctx.pathParam("externalId"),
                OrderState.valueOf(Json.text(AdminRoutes.body(ctx), "id")));
        return Answer.empty(204);
    }

    private ArrayNode writes() {
        ArrayNode list = Json.array();
        for (NetSuiteSandbox.WriteSeen write : netSuite.writes()) {
            ObjectNode entry = list.addObject();
            entry.put("type", write.type());
            entry.put("externalId", write.externalId());
            entry.put("method", write.method());
            entry.put("concurrency", write.concurrency());
            entry.put("at", write.epochMillis());
        }
        return list;
    }

    private ArrayNode audit() {
        ArrayNode list = Json.array();
        netSuite.loginAuditTrail().forEach(list::add);
        return list;
    }
}
