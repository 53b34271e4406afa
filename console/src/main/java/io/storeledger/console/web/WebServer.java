package io.storeledger.console.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.util.JavalinBindException;
import io.storeledger.common.json.Json;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.common.trace.Tracing;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.access.Entry.Admitted;
import io.storeledger.console.access.Entry.Refused;
import io.storeledger.console.access.Everyone;
import io.storeledger.console.access.OpenIdSignIn;
import io.storeledger.console.access.Person;
import io.storeledger.console.access.Role;
import io.storeledger.console.access.Sessions;
import io.storeledger.console.access.Visit;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /// The page is made of our own files alone; nothing else is loaded, and nobody frames it.
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final Javalin javalin;
    private final Access access;
    private final int port;

    /// Starts one that is open to whoever uses this machine.
    ///
    /// @throws PortInUseException if the port is taken
    public WebServer(String host, int port, List<Routes> parts) {
        this(
                host,
                port,
                new Access(
                        AccessConfig.OPEN,
                        new Sessions(
                                Clock.systemUTC(), new SecureRandom(), AccessConfig.OPEN.session()),
                        Clock.systemUTC()),
                Optional.empty(),
                Tracing.OFF,
                parts);
    }

    /// Starts it.
    ///
    /// @param access who is let in
    /// @param openId how people sign in by OpenID Connect, if they do
    /// @param tracing how requests are traced
    /// @throws PortInUseException if the port is taken
    public WebServer(
            String host,
            int port,
            Access access,
            Optional<OpenIdSignIn> openId,
            Tracing tracing,
            List<Routes> parts) {
        this.access = access;
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
                    new RequestSpans(tracing).add(config.routes);
                    config.routes.before(this::greet);
                    config.routes.beforeMatched(this::admit);
                    new Faults().add(config.routes);
                    new SignInRoutes(access, openId).add(config.routes);
                    new Page().add(config.routes);
                    parts.forEach(part -> part.add(config.routes));
                });
        answerHeadAsGet(javalin.unsafe);
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

    /// Jetty leaves out the body.
    private static void answerHeadAsGet(JavalinState state) {
        for (ParsedEndpoint known : state.internalRouter.allHttpHandlers()) {
            Endpoint get = known.endpoint;
            if (get.method.equals(HandlerType.GET)) {
                Roles roles = get.metadata(Roles.class);
                state.routes.addEndpoint(
                        new Endpoint(
                                HandlerType.HEAD,
                                get.path,
                                get.handler,
                                roles == null ? Set.of() : Set.of(roles)));
            }
        }
    }

    /// What every answer carries, and what every request must keep to.
    private void greet(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        if (ctx.path().startsWith("/api/")) {
            ctx.header("Cache-Control", "no-store");
        }
        access.fault(Visit.of(ctx)).ifPresent(fault -> refuse(ctx, fault));
    }

    private void admit(Context ctx) {
        Set<RouteRole> needed = ctx.routeRoles();
        if (needed.equals(Set.of(Everyone.EVERYONE))) {
            return;
        }
        switch (access.admit(Visit.of(ctx))) {
            case Admitted(Person person) -> {
                ctx.attribute(PERSON, person);
                if (needed.isEmpty()) {
                    refuse(
                            ctx,
                            new Refused(
                                    HttpStatus.FORBIDDEN,
                                    "%s names no role, so nobody may call it."
                                            .formatted(ctx.path())));
                    return;
                }
                for (RouteRole role : needed) {
                    if (!person.may((Role) role)) {
                        refuse(
                                ctx,
                                new Refused(
                                        HttpStatus.FORBIDDEN,
                                        "%s lacks the role %s.".formatted(person.name(), role)));
                        return;
                    }
                }
            }
            case Refused refused -> refuse(ctx, refused);
        }
    }

    private static void refuse(Context ctx, Refused refused) {
        if (refused.status() == HttpStatus.UNAUTHORIZED) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"storeledger\"");
        }
        fail(ctx, refused.status(), refused.sentence());
        ctx.skipRemainingHandlers();
        RequestSpans.end(ctx);
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
