package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.json.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What catalogue calls have in common: `include_fields`, `exclude_fields` and batches.
final class CatalogFields {
    static final Set<String> READ = Set.of("store_v2_products", "store_v2_products_read_only");
    static final Set<String> WRITE = Set.of("store_v2_products");

    private CatalogFields() {}

    /// Leaves only the fields that were asked for; the id is always there.
    static ObjectNode chosen(Context ctx, ObjectNode json) {
        Set<String> included = PaymentRoutes.in(ctx, "include_fields");
        if (!included.isEmpty()) {
            json.retain(Stream.concat(included.stream(), Set.of("id").stream()).toList());
        }
        json.remove(List.copyOf(PaymentRoutes.in(ctx, "exclude_fields")));
        return json;
    }

    /// The objects of a batch; empty if the body is none.
    static List<ObjectNode> batch(Context ctx) {
        JsonNode body = Json.parseOrMissing(ctx.bodyAsBytes());
        return body.isArray() ? Json.objects(Json.object().set("batch", body), "batch") : List.of();
    }

    static long id(Context ctx, String name) {
        String value = ctx.pathParam(name);
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : -1;
    }

    static ObjectNode data(JsonNode data) {
        ObjectNode body = Json.object();
        body.set("data", data);
        body.putObject("meta");
        return body;
    }
}
