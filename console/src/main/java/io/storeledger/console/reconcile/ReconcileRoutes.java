package io.storeledger.console.reconcile;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.console.access.Role;
import io.storeledger.console.web.BadRequest;
import io.storeledger.console.web.Routes;
import io.storeledger.console.web.WebServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/api/v1/reconciliations`: what was found, and another one now.
public final class ReconcileRoutes implements Routes {
    private static final String PATH = "/api/v1/reconciliations";

    /// Half a year of one connection's.
    private static final int SHOWN = 200;

    private final Reconciliations reconciliations;
    private final Clock clock;

    public ReconcileRoutes(Reconciliations reconciliations, Clock clock) {
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(PATH, this::list, Role.LOOK);
        routes.post(PATH, this::make, Role.ACT);
        // before the next one, which would take it for an id
        routes.get(PATH + "/{id}.csv", this::csv, Role.LOOK);
        routes.get(PATH + "/{id}", this::one, Role.LOOK);
    }

    private void list(Context ctx) {
        List<Reconciliation> newest = reconciliations.newest().stream().limit(SHOWN).toList();
        ObjectNode body = Json.object();
        body.set("reconciliations", Json.mapper().valueToTree(newest));
        body.set("connections", Json.mapper().valueToTree(reconciliations.connections()));
        WebServer.json(ctx, body);
    }

    private void make(Context ctx) {
        JsonNode body = body(ctx);
        String connection = body.path("connection").asString("");
        JsonNode repair = body.path("repair");
        if (!repair.isMissingNode() && !repair.isBoolean()) {
            throw new BadRequest("repair should be true or false.");
        }
        Optional<Reconciled> made;
        try {
            var period =
                    Period.parse(
                            body.path("from").asString(""),
                            body.path("to").asString(""),
                            clock.instant());
            made =
                    reconciliations.reconcile(
                            connection,
                            period,
                            WebServer.person(ctx).name(),
                            repair.asBoolean(false));
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        } catch (ApiException e) {
            WebServer.fail(ctx, HttpStatus.BAD_GATEWAY, String.valueOf(e.getMessage()));
            return;
        }
        WebServer.json(
                ctx,
                made.orElseThrow(() ->
                                new BadRequest(
                                        "%s is being reconciled already; look again when it is done."
                                                .formatted(connection)))
                        .reconciliation());
    }

    private void one(Context ctx) {
        found(
                ctx,
                reconciled -> {
                    ObjectNode body = Json.toTree(reconciled.reconciliation());
                    body.set("findings", Json.mapper().valueToTree(reconciled.findings()));
                    WebServer.json(ctx, body);
                });
    }

    private void csv(Context ctx) {
        found(
                ctx,
                reconciled ->
                        ctx.contentType("text/csv; charset=utf-8")
                                .header(
                                        "Content-Disposition",
                                        "attachment; filename=\"%s.csv\""
                                                .formatted(reconciled.reconciliation().id()))
                                .result(
                                        FindingsCsv.of(List.of(reconciled))
                                                .getBytes(StandardCharsets.UTF_8)));
    }

    private void found(Context ctx, Consumer<Reconciled> answer) {
        String id = ctx.pathParam("id");
        Optional<Reconciled> reconciled = reconciliations.find(id);
        if (reconciled.isPresent()) {
            answer.accept(reconciled.get());
        } else {
            WebServer.fail(ctx, HttpStatus.NOT_FOUND, "There is no such reconciliation.");
        }
    }

    private static JsonNode body(Context ctx) {
        try {
            return Json.tree(ctx.bodyAsBytes());
        } catch (MalformedJsonException e) {
            throw new BadRequest("The body should be JSON with connection and from.");
        }
    }
}
