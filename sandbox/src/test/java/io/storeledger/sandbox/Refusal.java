package io.storeledger.sandbox;

import io.storeledger.sandbox.json.Json;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/// What NetSuite says when it refuses.
record Refusal(int status, String code, String detail, String path) {
    static Refusal of(HttpResponse<String> response) {
        JsonNode first = Json.parseObject(response.body()).path("o:errorDetails").path(0);
        return new Refusal(
                response.statusCode(),
                Json.text(first, "o:errorCode"),
                Json.text(first, "detail"),
                Json.text(first, "o:errorPath"));
    }
}
