package io.storeledger.clients.netsuite;

import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a SuiteQL query, fetched page by page as they are asked for (Oracle help
/// section_157909186990).
final class SuiteQlRows implements Iterator<ObjectNode> {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String OPERATION = "suiteql";

    /// NetSuite's maximum for a page; the offset must be a multiple of it.
    private static final int PAGE = 1000;

    /// NetSuite's maximum for a query.
    private static final int MOST_ROWS = 100_000;

    private final NetSuiteCalls calls;
    private final byte[] query;
    private final Deque<ObjectNode> ready = new ArrayDeque<>();
    private int offset;
    private boolean more = true;

    SuiteQlRows(NetSuiteCalls calls, String sql, List<String> params) {
        this.calls = calls;
        ObjectNode body = Json.object().put("q", sql);
        if (!params.isEmpty()) {
            ArrayNode values = body.putArray("params");
            params.forEach(values::add);
        }
        this.query = Json.bytes(body);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && more) {
            fetch();
        }
        return !ready.isEmpty();
    }

    @Override
    public ObjectNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more rows");
        }
        return ready.remove();
    }

    private void fetch() {
        if (offset >= MOST_ROWS) {
            throw new ApiException.Refused(
                    "NetSuite suiteql gives "
                            + MOST_ROWS
                            + " rows of a query and this one has more; split it by id, as in WHERE"
                            + " id > ? ORDER BY id.",
                    "TOO_MANY_ROWS",
                    "",
                    "");
        }
        HttpUrl url =
                calls.url()
                        .addPathSegments("query/v1/suiteql")
                        .addQueryParameter("limit", String.valueOf(PAGE))
                        .addQueryParameter("offset", String.valueOf(offset))
                        .build();
        Request request =
                new Request.Builder()
                        .url(url)
                        .header("Accept", "application/json")
                        .header("Prefer", "transient")
                        .post(RequestBody.create(query, JSON))
                        .build();
        Answer answer = calls.read(OPERATION, request);
        JsonNode page =
                answer.json()
                        .filter(body -> body.path("items").isArray())
                        .orElseThrow(() -> Failures.unreadable(OPERATION, answer, false));
        for (JsonNode item : page.path("items")) {
            if (item instanceof ObjectNode row) {
                row.remove("links");
                ready.add(row);
            }
        }
        more = page.path("hasMore").asBoolean(false);
        offset += PAGE;
    }
}
