package io.storeledger.sandbox.netsuite;

import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.query.SuiteQl;
import io.storeledger.sandbox.netsuite.query.Tables;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /query/v1/suiteql`.
final class QueryRoute {
    private static final int MAX_PAGE = 1000;

    private final SuiteQl queries;

    QueryRoute(NetSuiteSandbox account) {
        this.queries =
                new SuiteQl(
                        new Tables(
                                account.references(),
                                account.recordStore(),
                                account.stock(),
                                account.features(),
                                account.clock(),
                                account.access()::checkTable));
    }

    Answer answer(Context ctx, int concurrency) {
        if (!"transient".equals(ctx.header("Prefer"))) {
            throw NetSuiteError.of(
                    400,
                    "INVALID_HEADER",
                    "The required request header 'Prefer' is missing or is not 'transient'.");
        }
        int limit = NetSuiteApi.number(ctx, "limit", MAX_PAGE);
        int offset = NetSuiteApi.number(ctx, "offset", 0);
        if (limit < 1 || limit > MAX_PAGE || offset % limit != 0) {
            throw NetSuiteError.of(
                    400,
                    "INVALID_PARAMETER",
                    "The limit is 1 to 1000 and the offset must be divisible by it.");
        }
        ObjectNode request = Json.objectOrNull(ctx.bodyAsBytes());
        if (request == null || Json.text(request, "q").isEmpty()) {
            throw NetSuiteError.of(400, "INVALID_CONTENT", "The request has no query.");
        }
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : request.path("params")) {
            if (parameter.isNull()) {
                throw NetSuiteError.of(
                        400, "INVALID_PARAMETER", "Invalid search query. A parameter is null.");
            }
            parameters.add(Json.text(parameter));
        }
        SuiteQl.Page page = queries.page(Json.text(request, "q"), parameters, offset, limit);
        ObjectNode body = Json.object();
        RecordView.links(body, ctx.url());
        body.put("count", page.rows().size());
        body.put("hasMore", offset + page.rows().size() < page.total());
        body.set("items", Json.arrayOf(page.rows()));
        body.put("offset", offset);
        body.put("totalResults", page.total());
        return Answer.json(200, body, "application/vnd.oracle.resource+json; type=collection");
    }
}
