package io.storeledger.sandbox;

import io.storeledger.sandbox.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Calls the simulated store as a client would.
final class StoreCaller implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final SandboxApp sandbox;
    private String token;

    StoreCaller(SandboxApp sandbox) {
        this.sandbox = sandbox;
        this.token = sandbox.store().config().accessToken();
    }

    StoreCaller token(String other) {
        token = other;
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        String base = sandbox.bigCommerceUrl() + "/stores/" + sandbox.store().config().hash();
        return client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("X-Auth-Token", token)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> admin(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(sandbox.adminUrl() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return tree(get(path));
    }

    static JsonNode tree(HttpResponse<String> response) {
        return Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.close();
    }
}
