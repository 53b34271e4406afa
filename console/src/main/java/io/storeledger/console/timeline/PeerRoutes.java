package io.storeledger.console.timeline;

import static io.storeledger.console.timeline.Parameters.limit;
import static io.storeledger.console.timeline.Parameters.required;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.storeledger.console.access.Everyone;
import io.storeledger.console.web.Routes;
import io.storeledger.console.web.WebServer;
import java.util.Optional;

/// What the instances of the console ask each other. Nobody is signed in here: the routes need no
/// role but the secret that the instances share.
public final class PeerRoutes implements Routes {
    static final String TIMELINE = "timeline";
    static final String HITS = "hits";
    static final String RECENT = "recent";

    private static final int MOST = 5_000;

    private final Timelines timelines;

    /// Answers of these.
    public PeerRoutes(Timelines timelines) {
        this.timelines = timelines;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(
                Peers.PATH + TIMELINE,
                known(ctx ->
                        WebServer.json(
                                ctx,
                                timelines.timelineHere(required(ctx, "key"), limit(ctx, MOST)))),
                Everyone.EVERYONE);
        routes.get(
                Peers.PATH + HITS,
                known(ctx ->
                        WebServer.json(
                                ctx, timelines.hitsHere(required(ctx, "key"), limit(ctx, MOST)))),
                Everyone.EVERYONE);
        routes.get(
                Peers.PATH + RECENT,
                known(ctx -> WebServer.json(ctx, timelines.recentHere(limit(ctx, MOST)))),
                Everyone.EVERYONE);
    }

    private Handler known(Handler handler) {
        return ctx -> {
            if (timelines.isPeer(secret(ctx))) {
                handler.handle(ctx);
            } else {
                WebServer.fail(
                        ctx,
                        HttpStatus.FORBIDDEN,
                        "Only another console may ask this; console.peerSecret must be the same on"
                                + " all of them.");
            }
        };
    }

    private static Optional<String> secret(Context ctx) {
        return Optional.ofNullable(ctx.header(Peers.HEADER));
    }
}
