package io.storeledger.console.web;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.storeledger.common.json.Json;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.console.access.Person;
import io.storeledger.console.access.Role;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/// The console's HTTP server: the page, and the interface that it and the command line use.
///
/// A route names the roles that it needs; whoever lacks one is answered 403. A fault is a JSON
/// object with one `error`, a sentence.
public final class WebServer implements AutoCloseable {
    private static final String PERSON = "person";
    private static final int PLATFORM_THREADS = 16;

    private final Javalin javalin;
    private final int port;

    /// Starts it.
    ///
    /// @throws PortInUseException if the port is taken
    public WebServer(String host, int port, List<Routes> parts) {
        javalin =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    config.concurrency.useVirtualThreads = true;
                    config.jetty.threadPool = threads();
                    config.jetty.host = host;
                    config.jetty.port = port;
                    config.http.prefer405over404 = true;
                    config.routes.beforeMatched(WebServer::admit);
                    config.routes.exception(
                            BadRequest.class,
                            (e, ctx) ->
                                    fail(
                                            ctx,
                                            HttpStatus.BAD_REQUEST,
                                            String.valueOf(e.getMessage())));
                    config.routes.get("/api/v1/me", ctx -> json(ctx, person(ctx)), Role.LOOK);
                    parts.forEach(part -> part.add(config.routes));
                });
        try {
            javalin.start();
            this.port = javalin.port();
        } catch (JavalinBindException e) {
            throw new PortInUseException("console.port", port, e);
        }
    }

    /// Who asks.
    public static Person person(Context ctx) {
        Person person = ctx.attribute(PERSON);
        if (person == null) {
            throw new IllegalStateException("every request is admitted first");
        }
        return person;
    }

    /// Answers with JSON.
    public static void json(Context ctx, Object value) {
        ctx.contentType("application/json").result(Json.bytes(value));
    }

    /// Answers with a fault.
    public static void fail(Context ctx, HttpStatus status, String sentence) {
        ctx.status(status);
        json(ctx, Json.object().put("error", sentence));
    }

    /// The port it listens on.
    public int port() {
        return port;
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void admit(Context ctx) {
        Person person = Person.ofThisMachine();
        ctx.attribute(PERSON, person);
        for (var role : ctx.routeRoles()) {
            if (!person.may((Role) role)) {
                fail(
                        ctx,
                        HttpStatus.FORBIDDEN,
                        "%s lacks the role %s.".formatted(person.name(), role));
                ctx.skipRemainingHandlers();
                return;
            }
        }
    }

    private static ThreadPool threads() {
        var pool = new QueuedThreadPool(PLATFORM_THREADS);
        pool.setName("console");
        pool.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("console-", 0).factory()));
        return pool;
    }
}
