package io.storeledger.console.timeline;

import static io.storeledger.console.timeline.Parameters.limit;
import static io.storeledger.console.timeline.Parameters.required;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.json.Json;
import io.storeledger.console.access.Role;
import io.storeledger.console.timeline.SearchResult.Match;
import io.storeledger.console.timeline.step.Step;
import io.storeledger.console.web.Routes;
import io.storeledger.console.web.WebServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Timelines, search, and what happened last.
public final class TimelineRoutes implements Routes {
    private static final int STEPS = 500;
    private static final int MOST_STEPS = 5_000;
    private static final int HITS = 50;
    private static final int MOST_HITS = 200;
    private static final int LONGEST_SEARCH = 200;

    /// The state is told by so many of the newest steps, however many are asked for.
    private static final int STEPS_OF_STATE = 50;

    private final Timelines timelines;

    /// Answers of these.
    public TimelineRoutes(Timelines timelines) {
        this.timelines = timelines;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.exception(
                Away.class,
                (e, ctx) ->
                        WebServer.fail(
                                ctx,
                                HttpStatus.SERVICE_UNAVAILABLE,
                                String.valueOf(e.getMessage())));
        // a SKU may have slashes
        routes.get("/api/v1/records/{store}/{resource}/<id>", this::timeline, Role.LOOK);
        routes.get("/api/v1/search", this::search, Role.LOOK);
        routes.get("/api/v1/recent", this::recent, Role.LOOK);
    }

    private void timeline(Context ctx) {
        RecordKey key = key(ctx.pathParam("store"), ctx.pathParam("resource"), ctx.pathParam("id"));
        int limit = limit(ctx, STEPS, MOST_STEPS);
        Behind behind = timelines.behind();
        Kept kept = timelines.timeline(key.toString(), Math.max(limit, STEPS_OF_STATE));
        if (kept.isEmpty()) {
            WebServer.fail(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    behind.records() == 0
                            ? "Nothing in the log is about %s.".formatted(key)
                            : "Nothing that was read of the log is about %s. %s"
                                    .formatted(key, behind.sentence()));
            return;
        }
        List<Step> steps = Deliveries.fold(kept.steps());
        WebServer.json(
                ctx,
                new Timeline(
                        key.toString(),
                        key.store(),
                        key.resource(),
                        key.id(),
                        RecordState.of(steps).orElse(null),
                        steps.subList(Math.max(0, steps.size() - limit), steps.size()),
                        kept.more() || steps.size() > limit,
                        behind));
    }

    private void search(Context ctx) {
        String text = required(ctx, "q", LONGEST_SEARCH).strip();
        int limit = limit(ctx, HITS, MOST_HITS);
        Behind behind = timelines.behind();
        Map<String, List<Hit>> byKey = new LinkedHashMap<>();
        for (Hit hit : timelines.find(text, MOST_HITS)) {
            byKey.computeIfAbsent(hit.key(), key -> new ArrayList<>()).add(hit);
        }
        WebServer.json(
                ctx,
                new SearchResult(
                        byKey.entrySet().stream()
                                .limit(limit)
                                .map(one -> match(one.getKey(), one.getValue()))
                                .toList(),
                        behind));
    }

    private Match match(String key, List<Hit> hits) {
        List<Step> steps = timelines.timeline(key, STEPS_OF_STATE).steps();
        Instant at = steps.isEmpty() ? hits.getFirst().at() : steps.getLast().at();
        return new Match(
                key,
                hits.stream()
                        .map(hit -> hit.by().words())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                RecordState.of(steps).orElse(null),
                at);
    }

    private void recent(Context ctx) {
        ObjectNode answer = Json.object();
        ArrayNode steps = answer.putArray("steps");
        for (KeyedStep keyed : timelines.recent(limit(ctx, HITS, MOST_HITS))) {
            ObjectNode step = Json.toTree(keyed.step());
            steps.add(step.put("key", keyed.key()));
        }
        WebServer.json(ctx, answer);
    }

    private static RecordKey key(String store, String resource, String id) {
        return resource.equals(RecordKey.SKU)
                ? RecordKey.sku(store, id)
                : new RecordKey(store, resource, id);
    }
}
