package io.storeledger.console.web;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.storeledger.clients.signin.SignInException;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.Entry;
import io.storeledger.console.access.Everyone;
import io.storeledger.console.access.OpenIdSignIn;
import io.storeledger.console.access.Person;
import io.storeledger.console.access.Role;
import io.storeledger.console.access.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Signing in and out, and who one is.
final class SignInRoutes implements Routes {
    private static final String STATE = "storeledger-sign-in";
    private static final String OPEN_ID = "/sign-in/openid";

    private final Access access;
    private final Optional<OpenIdSignIn> openId;

    SignInRoutes(Access access, Optional<OpenIdSignIn> openId) {
        this.access = access;
        this.openId = openId;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/v1/me", this::me, Role.LOOK);
        routes.get("/api/v1/sign-in", this::ways, Everyone.EVERYONE);
        routes.post("/api/v1/sign-in", this::byToken, Everyone.EVERYONE);
        routes.post("/api/v1/sign-out", this::signOut, Everyone.EVERYONE);
        openId.ifPresent(signIn -> {
            routes.get(OPEN_ID, ctx -> begin(ctx, signIn), Everyone.EVERYONE);
            routes.get(OpenIdSignIn.CALLBACK, ctx -> end(ctx, signIn), Everyone.EVERYONE);
        });
    }

    private void me(Context ctx) {
        Person person = WebServer.person(ctx);
        ObjectNode me = Json.toTree(person);
        if (Visit.of(ctx).session().isPresent() && !access.config().isOpen()) {
            me.put("signOut", "/api/v1/sign-out");
        }
        WebServer.json(ctx, me);
    }

    private void ways(Context ctx) {
        ObjectNode ways = Json.object();
        ways.put("token", !access.config().tokens().isEmpty());
        if (openId.isPresent()) {
            ways.put("openIdConnect", OPEN_ID);
        }
        WebServer.json(ctx, ways);
    }

    private void byToken(Context ctx) {
        String token;
        try {
            token = Json.tree(ctx.bodyAsBytes()).path("token").asString("").strip();
        } catch (MalformedJsonException e) {
            throw new BadRequest("The body should be a JSON object with a token.");
        }
        switch (access.byToken(token, ctx.ip())) {
            case Entry.Admitted(Person person) -> {
                remember(ctx, person);
                WebServer.json(ctx, person);
            }
            case Entry.Refused(HttpStatus status, String sentence) ->
                    WebServer.fail(ctx, status, sentence);
        }
    }

    private void signOut(Context ctx) {
        Visit.of(ctx).session().ifPresent(access.sessions()::end);
        ctx.cookie(cookie(ctx, Visit.SESSION, "", Duration.ZERO, SameSite.STRICT));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void begin(Context ctx, OpenIdSignIn signIn) {
        try {
            OpenIdSignIn.Start start = signIn.begin();
            // the way back begins at the provider, whence a strict cookie would not come along
            ctx.cookie(cookie(ctx, STATE, start.state(), OpenIdSignIn.PATIENCE, SameSite.LAX));
            ctx.redirect(start.address().toString());
        } catch (SignInException e) {
            backWith(ctx, e);
        }
    }

    private void end(Context ctx, OpenIdSignIn signIn) {
        String kept = ctx.cookie(STATE);
        ctx.cookie(cookie(ctx, STATE, "", Duration.ZERO, SameSite.LAX));
        try {
            Person person = signIn.end(ctx.queryParam("state"), kept, ctx.queryParam("code"));
            remember(ctx, person);
            ctx.redirect("/");
        } catch (SignInException e) {
            backWith(ctx, e);
        }
    }

    /// The page shows the sentence above its sign-in form.
    private static void backWith(Context ctx, SignInException e) {
        String sentence = requireNonNull(e.getMessage());
        ctx.redirect("/#/sign-in?why=" + URLEncoder.encode(sentence, StandardCharsets.UTF_8));
    }

    private void remember(Context ctx, Person person) {
        // whoever was signed in before in this browser no longer is
        Visit.of(ctx).session().ifPresent(access.sessions()::end);
        String id = access.sessions().begin(person);
        ctx.cookie(cookie(ctx, Visit.SESSION, id, access.sessions().life(), SameSite.STRICT));
    }

    private Cookie cookie(
            Context ctx, String name, String value, Duration life, SameSite sameSite) {
        boolean secure =
                access.config()
                        .url()
                        .map(url -> url.getScheme().equals("https"))
                        .orElse(ctx.scheme().equals("https"));
        return new Cookie(name, value, "/", (int) life.toSeconds(), secure, true, null, sameSite);
    }
}
