package io.storeledger.sandbox.netsuite;

import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import io.storeledger.sandbox.netsuite.record.PropertyNames;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// `GET /record/v1/metadata-catalog/{type}`: which fields a kind of record has, as a JSON schema.
final class MetadataRoute {
    private MetadataRoute() {}

    static Answer answer(Context ctx, int concurrency) {
        Set<String> names = PropertyNames.known().get(ctx.pathParam("type"));
        if (names == null) {
            throw NetSuiteError.nonexistent();
        }
        ObjectNode schema = Json.object();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        names.stream().sorted().forEach(properties::putObject);
        return Answer.json(200, schema, "application/schema+json");
    }
}
