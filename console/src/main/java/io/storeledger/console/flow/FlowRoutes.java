package io.storeledger.console.flow;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.console.access.Role;
import io.storeledger.console.web.Routes;
import io.storeledger.console.web.WebServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/// What flows now, for the page and for programs.
public final class FlowRoutes implements Routes, AutoCloseable {
    private final FlowSampler sampler;

    /// @param services where services that run elsewhere show their metrics
    /// @param metrics of this process, where the services may run as well
    public FlowRoutes(KafkaClients kafka, List<URI> services, MeterRegistry metrics, Clock clock) {
        this.sampler = new FlowSampler(kafka, services, metrics, clock);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/v1/flow", this::flow, Role.LOOK);
    }

    @Override
    public void close() {
        sampler.close();
    }

    private void flow(Context ctx) {
        try {
            WebServer.json(ctx, sampler.now());
        } catch (NoAnswerException e) {
            WebServer.fail(ctx, HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
