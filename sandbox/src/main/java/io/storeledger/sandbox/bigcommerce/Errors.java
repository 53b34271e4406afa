package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.bigcommerce.catalog.CatalogRefusal;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The error bodies: v2 has an array, v3 an object.
enum Errors {
    V2 {
        @Override
        Answer of(int status, String message) {
            ArrayNode body = Json.array();
            ObjectNode error = body.addObject();
            error.put("status", status);
            error.put("message", message);
            return Answer.json(status, body);
        }
    },
    V3 {
        @Override
        Answer of(int status, String message) {
            return Answer.json(status, body(status, message));
        }
    };

    private static final String TYPE = "/api-docs/getting-started/api-status-codes";

    static Errors of(String path) {
        return path.startsWith("/v3") ? V3 : V2;
    }

    abstract Answer of(int status, String message);

    Answer unauthorized() {
        return of(
                401,
                "Unauthorized - the v3 Auth client ID or token in the request are not a valid"
                        + " combination for this store.");
    }

    Answer notFound() {
        return of(404, "The requested resource was not found.");
    }

    /// A v3 error that names a field.
    static Answer invalid(String field, String why) {
        ObjectNode body = body(422, "JSON data is missing or invalid");
        body.putObject("errors").put(field, why);
        return Answer.json(422, body);
    }

    /// What the catalogue or the inventory refuses.
    static Answer of(CatalogRefusal refusal) {
        ObjectNode body = body(refusal.status(), String.valueOf(refusal.getMessage()));
        ObjectNode errors = body.putObject("errors");
        refusal.errors().forEach(errors::put);
        return Answer.json(refusal.status(), body);
    }

    /// A v3 error as part of another answer.
    static ObjectNode body(int status, String title) {
        ObjectNode body = Json.object();
        body.put("status", status);
        body.put("title", title);
        body.put("type", TYPE);
        return body;
    }
}
