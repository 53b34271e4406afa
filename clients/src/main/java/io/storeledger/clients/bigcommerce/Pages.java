package io.storeledger.clients.bigcommerce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads lists to their end, page by page.
final class Pages {
    /// The documented maximum of both versions.
    static final int LIMIT = 250;

    /// The documented default: a server that gives fewer than asked for gives at least as many.
    private static final int SMALLEST_FULL_PAGE = 50;

    private final BigCommerceCalls calls;

    Pages(BigCommerceCalls calls) {
        this.calls = calls;
    }

    /// All of a list.
    ///
    /// @param calls how many HTTP calls it took
    record Listing(List<ObjectNode> objects, int calls) {}

    /// A list without envelope.
    Listing v2(String operation, String path) {
        List<ObjectNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            List<ObjectNode> objects = v2(operation, path, Map.of(), page);
            all.addAll(objects);
            if (isLast(objects)) {
                return new Listing(all, page);
            }
        }
    }

    /// One page of a list without envelope.
    List<ObjectNode> v2(String operation, String path, Map<String, String> query, int page) {
        return calls.get(operation, path, paged(query, page, LIMIT))
                .map(BigCommerceCalls::objects)
                .orElse(List.of());
    }

    /// A list in `data`, its pages counted in `meta`.
    List<ObjectNode> v3(String operation, String path, Map<String, String> query) {
        return v3(operation, path, query, LIMIT);
    }

    /// The same with another maximum for a page.
    List<ObjectNode> v3(String operation, String path, Map<String, String> query, int limit) {
        List<ObjectNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode body = calls.get(operation, path, paged(query, page, limit)).orElse(null);
            if (body == null) {
                return all;
            }
            List<ObjectNode> objects = BigCommerceCalls.objects(body.path("data"));
            all.addAll(objects);
            if (objects.isEmpty() || page >= pages(body)) {
                return all;
            }
        }
    }

    /// One page of a list in `data`.
    List<ObjectNode> v3Page(String operation, String path, Map<String, String> query, int page) {
        return calls.get(operation, path, paged(query, page, LIMIT))
                .map(body -> BigCommerceCalls.objects(body.path("data")))
                .orElse(List.of());
    }

    /// A list in `data` that comes whole: its address takes no page.
    List<ObjectNode> whole(String operation, String path) {
        return calls.get(operation, path, Map.of())
                .map(body -> BigCommerceCalls.objects(body.path("data")))
                .orElse(List.of());
    }

    /// Whether nothing can follow this page.
    static boolean isLast(List<ObjectNode> page) {
        return page.size() < SMALLEST_FULL_PAGE;
    }

    private static long pages(JsonNode body) {
        return FetchedOrder.whole(body.path("meta").path("pagination").get("total_pages"))
                .orElse(1);
    }

    private static Map<String, String> paged(Map<String, String> query, int page, int limit) {
        Map<String, String> paged = new LinkedHashMap<>(query);
        paged.put("limit", String.valueOf(limit));
        paged.put("page", String.valueOf(page));
        return paged;
    }
}
