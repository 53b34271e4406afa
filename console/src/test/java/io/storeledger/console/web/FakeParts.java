package io.storeledger.console.web;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.storeledger.common.json.Json;
import io.storeledger.console.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers as deploy/openapi/console.yaml says, out of files; in them `@-12.5` is the time 12.5
/// seconds ago.
final class FakeParts implements Routes {
    private static final Pattern AGO = Pattern.compile("\"@-([0-9.]+)\"");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private static final String REPAIRED = "rc-2042";

    private final Clock clock;

    /// What the page asked to have done, in order.
    final List<JsonNode> acts = new CopyOnWriteArrayList<>();

    private volatile boolean lettersOpen = true;
    private volatile boolean storeIsQuiet;

    FakeParts(Clock clock) {
        this.clock = clock;
    }

    /// From now on nothing has happened.
    void quiet() {
        storeIsQuiet = true;
        lettersOpen = false;
    }

    /// As at the beginning.
    void reset() {
        acts.clear();
        lettersOpen = true;
        storeIsQuiet = false;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/v1/records/{store}/{resource}/{id}", this::record, Role.LOOK);
        routes.get("/api/v1/search", this::search, Role.LOOK);
        routes.get(
                "/api/v1/recent",
                ctx -> answer(ctx, storeIsQuiet ? "{\"steps\": []}" : file("recent")),
                Role.LOOK);
        routes.get(
                "/api/v1/log/{topic}/{partition}/{offset}",
                ctx -> answer(ctx, file("log")),
                Role.PAYLOADS);
        routes.get("/api/v1/flow", ctx -> answer(ctx, file("flow")), Role.LOOK);
        routes.get(
                "/api/v1/dead-letters",
                ctx ->
                        answer(
                                ctx,
                                lettersOpen
                                        ? file("dead-letters")
                                        : "{\"open\": 0, \"groups\": []}"),
                Role.LOOK);
        routes.post("/api/v1/dead-letters/redrive", this::redrive, Role.ACT);
        routes.post("/api/v1/dead-letters/drop", this::redrive, Role.ACT);
        routes.get(
                "/api/v1/reconciliations", ctx -> answer(ctx, file("reconciliations")), Role.LOOK);
        routes.post("/api/v1/reconciliations", this::reconcile, Role.ACT);
        routes.get("/api/v1/reconciliations/{id}", this::reconciliation, Role.LOOK);
    }

    JsonNode read(String name) {
        return Json.tree(file(name));
    }

    private void record(Context ctx) {
        String id = ctx.pathParam("id");
        if (id.equals("1001") || id.equals("1002")) {
            answer(ctx, file("order-" + id));
        } else {
            WebServer.fail(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    "Nothing is known of order %s of store %s."
                            .formatted(id, ctx.pathParam("store")));
        }
    }

    private void search(Context ctx) {
        String wanted = String.valueOf(ctx.queryParam("q"));
        ObjectNode all = (ObjectNode) read("search");
        if (wanted.equals("1001")) {
            all.withArray("hits").remove(2);
            all.withArray("hits").remove(1);
        } else if (!wanted.contains("@")) {
            all.withArray("hits").removeAll();
        }
        WebServer.json(ctx, all);
    }

    private void redrive(Context ctx) {
        JsonNode wanted = Json.tree(ctx.bodyAsBytes());
        acts.add(wanted);
        boolean dryRun = wanted.path("dryRun").asBoolean();
        lettersOpen &= dryRun;
        WebServer.json(ctx, ((ObjectNode) read("redrive")).put("dryRun", dryRun));
    }

    private void reconcile(Context ctx) {
        JsonNode wanted = Json.tree(ctx.bodyAsBytes());
        acts.add(wanted);
        if (!wanted.path("connection").asString("").equals("main")) {
            throw new BadRequest("There is no connection of this name; there is main.");
        }
        WebServer.json(
                ctx,
                ((ObjectNode) read("reconciliations").path("reconciliations").get(0))
                        .put("id", REPAIRED));
    }

    private void reconciliation(Context ctx) {
        ObjectNode run = (ObjectNode) read("reconciliation-rc-2041");
        if (ctx.pathParam("id").equals(REPAIRED)) {
            run.withArray("findings").removeAll();
        }
        WebServer.json(ctx, run);
    }

    private static void answer(Context ctx, String json) {
        ctx.contentType("application/json").result(json);
    }

    private String file(String name) {
        try (InputStream in = FakeParts.class.getResourceAsStream("fake/" + name + ".json")) {
            String text =
                    new String(requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return AGO.matcher(text)
                    .replaceAll(ago ->
                            "\"%s\""
                                    .formatted(
                                            clock.instant()
                                                    .minusMillis(
                                                            new BigDecimal(ago.group(1))
                                                                    .multiply(MILLIS)
                                                                    .longValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
