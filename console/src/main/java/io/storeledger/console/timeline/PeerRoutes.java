package io.storeledger.console.timeline;

import static io.storeledger.console.timeline.Parameters.limit;
import static io.storeledger.console.timeline.Parameters.required;

import io.javalin.config.RoutesConfig;
import io.storeledger.console.access.Role;
import io.storeledger.console.web.Routes;
import io.storeledger.console.web.WebServer;

/// What the instances of the console ask each other: the parts of the views that one holds itself.
/// They are let in by the secret that they share; whoever else may look sees here what the other
/// routes show as well.
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
                ctx ->
                        WebServer.json(
                                ctx,
                                timelines.timelineHere(
                                        required(ctx, "key", ReadSteps.LONGEST_KEY),
                                        limit(ctx, MOST))),
                Role.LOOK);
        routes.get(
                Peers.PATH + HITS,
                ctx ->
                        WebServer.json(
                                ctx,
                                timelines.hitsHere(
                                        required(ctx, "key", ReadSteps.LONGEST_KEY),
                                        limit(ctx, MOST))),
                Role.LOOK);
        routes.get(
                Peers.PATH + RECENT,
                ctx -> WebServer.json(ctx, timelines.recentHere(limit(ctx, MOST))),
                Role.LOOK);
    }
}
