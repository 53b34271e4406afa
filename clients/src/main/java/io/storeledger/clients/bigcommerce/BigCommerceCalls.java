package io.storeledger.clients.bigcommerce;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.http.HttpApi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends reads to one store within its quota and gives their JSON.
final class BigCommerceCalls implements AutoCloseable {
    private static final int CONNECTIONS = 32;

    private final HttpApi api;
    private final Quota quota;
    private final HttpUrl store;
    private final BigCommerceConfig config;

    BigCommerceCalls(
            BigCommerceConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this.config = config;
        this.api =
                new HttpApi(
                        "BigCommerce",
                        config.connectTimeout(),
                        config.timeout(),
                        CONNECTIONS,
                        meters);
        this.quota = new Quota(config.storeHash(), config.quotaReserve(), clock, random, meters);
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
        HttpUrl.Builder url = store.newBuilder().addPathSegments(path);
        query.forEach(url::addEncodedQueryParameter);
        Answer answer = send(operation, url.build());
        if (!answer.ok()) {
            throw Failures.of(operation, answer, QuotaWindow.wait(answer));
        }
        if (answer.status() == 204) {
            return Optional.empty();
        }
        return Optional.of(
                answer.json()
                        .filter(JsonNode::isContainer)
                        .orElseThrow(() -> Failures.notJson(operation, answer)));
    }

    private Answer send(String operation, HttpUrl url) {
        Request request =
                new Request.Builder()
                        .url(url)
                        .header("X-Auth-Token", config.accessToken().reveal())
                        .header("Accept", "application/json")
                        // some reads are documented to require it, although they have no body
                        .header("Content-Type", "application/json")
                        .build();
        quota.take();
        Answer answer;
        try {
            answer = api.read(operation, request);
        } catch (ApiException e) {
            quota.unanswered();
            throw e;
        }
        quota.answered(answer);
        return answer;
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
