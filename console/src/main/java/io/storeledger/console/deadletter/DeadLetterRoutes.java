package io.storeledger.console.deadletter;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.common.json.Json;
import io.storeledger.console.access.Person;
import io.storeledger.console.access.Role;
import io.storeledger.console.preview.Preview;
import io.storeledger.console.web.BadRequest;
import io.storeledger.console.web.Routes;
import io.storeledger.console.web.WebServer;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Dead letters over HTTP: looking at them, redriving and dropping.
public final class DeadLetterRoutes implements Routes {
    private static final int NEWEST = 50;

    private final LetterTail tail;
    private final Redriver redriver;
    private final Function<Set<String>, Preview> previews;

    /// @param previews makes each dry run a preview of its own, by the keys of its records
    public DeadLetterRoutes(
            LetterTail tail, Redriver redriver, Function<Set<String>, Preview> previews) {
        this.tail = tail;
        this.redriver = redriver;
        this.previews = previews;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/v1/dead-letters", this::list, Role.LOOK);
        routes.post("/api/v1/dead-letters/redrive", this::redrive, Role.ACT);
        routes.post("/api/v1/dead-letters/drop", this::drop, Role.ACT);
    }

    private void list(Context ctx) {
        ObjectNode answer = Json.object();
        answer.put("open", tail.letters().count());
        answer.set("groups", Json.mapper().valueToTree(tail.letters().groups(NEWEST)));
        if (!tail.isComplete()) {
            ObjectNode behind = answer.putObject("behind");
            behind.put("records", tail.behind().orElse(0));
            behind.put("sentence", "The dead letters are still being read.");
        }
        WebServer.json(ctx, answer);
    }

    private void redrive(Context ctx) {
        SelectionReader asked = SelectionReader.read(ctx.bodyAsBytes());
        requireComplete();
        Person person = WebServer.person(ctx);
        RedriveOptions options = asked.options(person.name());
        RedriveResult result =
                asked.dryRun()
                        ? preview(asked.filter(), options)
                        : redriver.redrive(
                                tail.letters(),
                                asked.filter(),
                                options,
                                new CountDownLatch(1),
                                lines -> {});
        WebServer.json(ctx, person.may(Role.PAYLOADS) ? result : result.withoutPersonalData());
    }

    private RedriveResult preview(LetterFilter filter, RedriveOptions options) {
        Set<String> keys =
                tail.letters().find(filter).stream().map(Letter::key).collect(Collectors.toSet());
        try (Preview preview = previews.apply(keys)) {
            return redriver.preview(tail.letters(), filter, options, preview, lines -> {});
        }
    }

    private void drop(Context ctx) {
        SelectionReader asked = SelectionReader.read(ctx.bodyAsBytes());
        requireComplete();
        WebServer.json(
                ctx,
                redriver.drop(
                        tail.letters(),
                        asked.filter(),
                        WebServer.person(ctx).name(),
                        asked.note(),
                        asked.dryRun(),
                        lines -> {}));
    }

    /// What is half read may name letters that somebody has seen to.
    private void requireComplete() {
        if (!tail.isComplete()) {
            throw new BadRequest("The dead letters are still being read; try again in a moment.");
        }
    }
}
