package io.storeledger.clients.bigcommerce;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.storeledger.clients.bigcommerce.HookHealth.BlockedDomain;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The webhook subscriptions of one API account on one store (BigCommerce, "Webhooks v3"); it sees
/// only its own account's. Every method throws [ApiException] and retries nothing.
public final class HooksClient implements AutoCloseable {
    private static final String PATH = "v3/hooks";

    private final BigCommerceCalls calls;
    private final Pages pages;

    /// @param clock tells when a quota window ends
    /// @param random spreads the calls that waited for the same window
    /// @param meters gets `storeledger.api.calls`
    public HooksClient(
            BigCommerceConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
        // It calls a few times an hour: what it knows of the quota is no figure to look at.
        var quota =
                new Quota(
                        config.storeHash(),
                        config.quotaReserve(),
                        clock,
                        random,
                        new CompositeMeterRegistry());
        this.calls = new BigCommerceCalls(config, quota, meters);
        this.pages = new Pages(calls);
    }

    /// All hooks of the account.
    public List<StoreHook> all() {
        return pages.v3("hooks", PATH, Map.of()).stream().map(HooksClient::hook).toList();
    }

    /// Makes a hook; it works within a minute.
    ///
    /// @throws ApiException.Refused if one of this scope and destination stands, or ten of the
    ///   scope
    public StoreHook create(String scope, URI destination, Map<String, String> headers) {
        return one(calls.write("create hook", "POST", PATH, body(scope, destination, headers)));
    }

    /// Makes a hook so, and active.
    public StoreHook put(long id, String scope, URI destination, Map<String, String> headers) {
        return one(
                calls.write(
                        "update hook", "PUT", PATH + "/" + id, body(scope, destination, headers)));
    }

    /// Removes a hook.
    public void delete(long id) {
        calls.write("delete hook", "DELETE", PATH + "/" + id, null);
    }

    /// Whether callbacks get through.
    public HookHealth health() {
        return calls.get("hooks admin", PATH + "/admin", Map.of())
                .map(body ->
                        new HookHealth(
                                BigCommerceCalls.objects(body.path("data").path("blocked_domains"))
                                        .stream()
                                        .map(HooksClient::blocked)
                                        .toList()))
                .orElseGet(() -> new HookHealth(List.of()));
    }

    @Override
    public void close() {
        calls.close();
    }

    private static ObjectNode body(String scope, URI destination, Map<String, String> headers) {
        ObjectNode body = Json.object();
        body.put("scope", scope);
        body.put("destination", destination.toString());
        body.put("is_active", true);
        ObjectNode sent = body.putObject("headers");
        headers.forEach(sent::put);
        return body;
    }

    private static StoreHook one(BigCommerceCalls.Written written) {
        return hook(written.json().map(body -> body.path("data")).orElseGet(Json::object));
    }

    private static StoreHook hook(JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
        return new StoreHook(
                FetchedOrder.whole(json.get("id")).orElse(0),
                json.path("scope").asString(""),
                json.path("destination").asString(""),
                json.path("is_active").asBoolean(false),
                headers);
    }

    private static BlockedDomain blocked(ObjectNode json) {
        long seconds = FetchedOrder.whole(json.get("time_left")).orElse(0);
        return new BlockedDomain(
                Optional.ofNullable(json.get("destination")).map(d -> d.asString("")).orElse(""),
                Duration.ofSeconds(Math.max(0, seconds)));
    }
}
