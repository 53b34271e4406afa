package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.bigcommerce.webhook.Hook;
import io.storeledger.sandbox.bigcommerce.webhook.HookBook;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v3/hooks`. Any token opens it; it shows the hooks of the token's own account.
final class HookRoutes {
    private final StoreSandbox store;
    private final HookBook hooks;
    private volatile List<String> emails = List.of();

    HookRoutes(StoreSandbox store) {
        this.store = store;
        this.hooks = store.hookBook();
    }

    void register(Routes routes) {
        routes.get("/v3/hooks/admin", ApiGate.NO_SCOPE, this::admin);
        routes.put("/v3/hooks/admin", ApiGate.NO_SCOPE, this::emails);
        routes.get("/v3/hooks", ApiGate.NO_SCOPE, this::list);
        routes.post("/v3/hooks", ApiGate.NO_SCOPE, this::create);
        routes.get(
                "/v3/hooks/{id}",
                ApiGate.NO_SCOPE,
                ctx -> withHook(ctx, hook -> shown(Optional.of(hook))));
        routes.put(
                "/v3/hooks/{id}",
                ApiGate.NO_SCOPE,
                ctx -> withHook(ctx, hook -> update(ctx, hook)));
        routes.delete(
                "/v3/hooks/{id}",
                ApiGate.NO_SCOPE,
                ctx -> withHook(ctx, hook -> shown(hooks.remove(hook.id()))));
    }

    private Answer list(Context ctx) {
        String scope = ctx.queryParam("scope");
        String destination = ctx.queryParam("destination");
        String active = ctx.queryParam("is_active");
        List<ObjectNode> found =
                hooks.all().stream()
                        .filter(h -> scope == null || h.scope().equals(scope))
                        .filter(h ->
                                destination == null
                                        || h.destination().toString().equals(destination))
                        .filter(h -> active == null || Boolean.parseBoolean(active) == h.active())
                        .map(this::json)
                        .toList();
        Page page = Page.of(ctx);
        List<ObjectNode> shown = page.of(found);
        ObjectNode body = Json.object();
        body.set("data", Json.arrayOf(shown));
        body.set("meta", page.meta(found.size(), shown.size()));
        return Answer.json(200, body);
    }

    private Answer create(Context ctx) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null) {
            return Errors.V3.of(400, "Input is invalid.");
        }
        for (String required : List.of("scope", "destination")) {
            if (Json.text(body, required).isEmpty()) {
                return Errors.invalid(required, "error.path.missing.");
            }
        }
        String scope = Json.text(body, "scope");
        Answer wrong = check(scope, Json.text(body, "destination"), body.path("headers"), -1);
        if (wrong != null) {
            return wrong;
        }
        Hook hook =
                hooks.add(
                        scope,
                        URI.create(Json.text(body, "destination")),
                        headers(body.path("headers")),
                        body.path("is_active").asBoolean(true));
        return shown(Optional.of(hook));
    }

    private Answer update(Context ctx, Hook hook) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null || body.isEmpty()) {
            return Errors.invalid("body", "At least one field is required.");
        }
        String scope = body.has("scope") ? Json.text(body, "scope") : hook.scope();
        String destination =
                body.has("destination")
                        ? Json.text(body, "destination")
                        : hook.destination().toString();
        Answer wrong = check(scope, destination, body.path("headers"), hook.id());
        if (wrong != null) {
            return wrong;
        }
        Map<String, String> headers =
                body.has("headers") ? headers(body.path("headers")) : hook.headers();
        boolean active =
                body.has("is_active") ? body.path("is_active").asBoolean(true) : hook.active();
        return shown(
                hooks.change(
                        hook.id(),
                        old ->
                                new Hook(
                                        old.id(),
                                        scope,
                                        URI.create(destination),
                                        headers,
                                        active,
                                        false,
                                        old.createdAt(),
                                        store.clock().instant().getEpochSecond())));
    }

    private @Nullable Answer check(
            String scope, String destination, JsonNode headers, long except) {
        if (!scope.matches("store/[A-Za-z*]+(/[A-Za-z0-9_*]+)*")) {
            return Errors.invalid("scope", "The scope is invalid.");
        }
        if (!acceptable(destination)) {
            return Errors.invalid("destination", "The destination must be https on port 443.");
        }
        if (!headers.isMissingNode() && !headers.isNull() && !headers.isObject()) {
            return Errors.invalid("headers", "error.expected.jsobject");
        }
        Optional<Answer> trouble = troubleHook(scope, destination, except);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        List<Hook> others =
                hooks.all().stream()
                        .filter(h -> h.id() != except && h.scope().equals(scope))
                        .toList();
        if (others.stream().anyMatch(h -> h.destination().toString().equals(destination))) {
            return Errors.invalid("destination", "A hook with this scope and destination exists.");
        }
        if (others.size() >= HookBook.PER_SCOPE) {
            return Errors.invalid("scope", "The limit of hooks per scope is reached.");
        }
        return null;
    }

    // There is one hook for trouble with the others, at a destination of its own.
    private Optional<Answer> troubleHook(String scope, String destination, long except) {
        boolean trouble = scope.equals(Hook.DELIVERY_EXCEPTION);
        for (Hook other : hooks.all()) {
            boolean otherTrouble = other.scope().equals(Hook.DELIVERY_EXCEPTION);
            if (other.id() == except || (!trouble && !otherTrouble)) {
                continue;
            }
            if (trouble && otherTrouble) {
                return Optional.of(Errors.invalid("scope", "A hook with this scope exists."));
            }
            if (other.destination().toString().equals(destination)) {
                return Optional.of(
                        Errors.invalid(
                                "destination",
                                "The destination of a deliveryException hook must be its own."));
            }
        }
        return Optional.empty();
    }

    private boolean acceptable(String destination) {
        try {
            URI uri = new URI(destination);
            if (uri.getHost() == null || uri.getScheme() == null) {
                return false;
            }
            return store.config().webhooks().anyDestination()
                    || (uri.getScheme().equals("https")
                            && (uri.getPort() == -1 || uri.getPort() == 443));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Answer admin(Context ctx) {
        String active = ctx.queryParam("is_active");
        ObjectNode body = Json.object();
        ObjectNode data = body.putObject("data");
        ArrayNode addresses = data.putArray("emails");
        emails.forEach(addresses::add);
        ArrayNode list = data.putArray("hooks_list");
        for (Hook hook : hooks.all()) {
            if (active == null || Boolean.parseBoolean(active) == hook.active()) {
                list.add(json(hook).put("status", hook.status()));
            }
        }
        ArrayNode blocked = data.putArray("blocked_domains");
        store.sender().blocked().forEach(domain -> blocked.add(domain.json()));
        body.set("meta", Page.of(ctx).meta(list.size(), list.size()));
        return Answer.json(200, body);
    }

    private Answer emails(Context ctx) {
        ObjectNode body = Json.objectOrNull(ctx.bodyAsBytes());
        if (body == null || !body.path("emails").isArray()) {
            return Errors.invalid("emails", "error.path.missing.");
        }
        emails = body.path("emails").valueStream().map(Json::text).toList();
        return Answer.empty(204);
    }

    private Answer withHook(Context ctx, Function<Hook, Answer> work) {
        String id = ctx.pathParam("id");
        Optional<Hook> hook =
                id.matches("\\d{1,18}") ? hooks.find(Long.parseLong(id)) : Optional.empty();
        return hook.map(work)
                .orElseGet(() -> Errors.V3.of(404, "Webhook with id [" + id + "] not found"));
    }

    private Answer shown(Optional<Hook> hook) {
        return hook.map(
                        h -> {
                            ObjectNode body = Json.object();
                            body.set("data", json(h));
                            body.putObject("meta");
                            return Answer.json(200, body);
                        })
                .orElseGet(Errors.V3::notFound);
    }

    private ObjectNode json(Hook hook) {
        return hook.json(store.config().clientId(), store.config().hash());
    }

    private static Map<String, String> headers(JsonNode node) {
        Map<String, String> headers = new HashMap<>();
        node.properties().forEach(each -> headers.put(each.getKey(), Json.text(each.getValue())));
        return headers;
    }
}
