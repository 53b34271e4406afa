package io.storeledger.clients.bigcommerce;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import io.storeledger.common.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends calls to one store within its quota and gives their JSON.
final class BigCommerceCalls implements AutoCloseable {
    private static final int CONNECTIONS = 32;
    private static final String TOKEN = "X-Auth-Token";
    private static final MediaType TYPE = MediaType.get("application/json");

    private final HttpApi api;
    private final Quota quota;
    private final HttpUrl store;
    private final BigCommerceConfig config;

    BigCommerceCalls(
            BigCommerceConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this(
                config,
                new Quota(config.storeHash(), config.quotaReserve(), clock, random, meters),
                meters);
    }

    BigCommerceCalls(BigCommerceConfig config, Quota quota, MeterRegistry meters) {
        this.config = config;
        this.api =
                new HttpApi(
                        "BigCommerce",
                        config.connectTimeout(),
                        config.timeout(),
                        CONNECTIONS,
                        meters);
        this.quota = quota;
        this.store =
                HttpUrl.get(config.apiUrl().toString())
                        .newBuilder()
                        .addPathSegment("stores")
                        .addPathSegment(config.storeHash())
                        .build();
    }

    /// Reads one address.
    ///
    /// @param path below the store, such as `v2/orders/100`
    /// @param query names and values as they stand in the address, already encoded
    /// @return empty if there is no content: v2 answers 204 where v3 has an empty list
    Optional<JsonNode> get(String operation, String path, Map<String, String> query) {
        return send(operation, request(path, query).get().build(), api::read).json();
    }

    /// Changes something.
    ///
    /// @param method `POST`, `PUT` or `DELETE`
    /// @param path below the store, such as `v3/hooks/17`
    /// @return the answer, of a 2xx status; 207 says that only a part was done
    Written write(String operation, String method, String path, @Nullable JsonNode body) {
        RequestBody json = body == null ? null : RequestBody.create(Json.bytes(body), TYPE);
        return send(operation, request(path, Map.of()).method(method, json).build(), api::write);
    }

    /// How many calls a second the store allows; empty if unknown or unlimited.
    OptionalDouble callsPerSecond() {
        return quota.callsPerSecond();
    }

    /// What came of a call.
    ///
    /// @param status of HTTP, 2xx
    /// @param json empty if there is no content
    record Written(int status, Optional<JsonNode> json) {}

    private Request.Builder request(String path, Map<String, String> query) {
        HttpUrl.Builder url = store.newBuilder().addPathSegments(path);
        query.forEach(url::addEncodedQueryParameter);
        return new Request.Builder()
                .url(url.build())
                .header(TOKEN, config.accessToken().reveal())
                .header("Accept", "application/json")
                // some reads are documented to require it, although they have no body
                .header("Content-Type", "application/json");
    }

    private Written send(
            String operation, Request request, BiFunction<String, Request, Answer> call) {
        Answer answer = attempt(operation, request, call);
        if (answer.status() == 401) {
            Optional<Request> again = withNewToken(request);
            answer = again.isPresent() ? attempt(operation, again.get(), call) : answer;
        }
        if (!answer.ok()) {
            throw Failures.of(operation, answer, QuotaWindow.wait(answer));
        }
        if (answer.isEmpty() && (answer.status() == 204 || !request.method().equals("GET"))) {
            return new Written(answer.status(), Optional.empty());
        }
        return new Written(answer.status(), Optional.of(json(operation, answer)));
    }

    private static JsonNode json(String operation, Answer answer) {
        return answer.json()
                .filter(JsonNode::isContainer)
                .orElseThrow(() -> Failures.notJson(operation, answer));
    }

    private Answer attempt(
            String operation, Request request, BiFunction<String, Request, Answer> call) {
        quota.take();
        Answer answer;
        try {
            answer = call.apply(operation, request);
        } catch (ApiException e) {
            quota.unanswered();
            throw e;
        }
        quota.answered(answer);
        return answer;
    }

    /// The same request with the token that has replaced the refused one meanwhile, if one has.
    private Optional<Request> withNewToken(Request refused) {
        config.accessToken().refresh();
        String now = config.accessToken().reveal();
        return now.equals(refused.header(TOKEN))
                ? Optional.empty()
                : Optional.of(refused.newBuilder().header(TOKEN, now).build());
    }

    /// The objects of a list; what is no object is left out.
    static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode element : list) {
            if (element instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects;
    }

    @Override
    public void close() {
        api.close();
    }
}
