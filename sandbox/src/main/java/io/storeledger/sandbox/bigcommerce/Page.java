package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The page that a request asks for.
record Page(int number, int limit) {
    /// The documented maximum; a larger limit is refused with 413.
    static final int MAX = 250;

    private static final int DEFAULT = 50;

    static Page of(Context ctx) {
        return new Page(Math.max(1, positive(ctx, "page", 1)), positive(ctx, "limit", DEFAULT));
    }

    /// The same where a larger limit than this is cut down to it.
    static Page of(Context ctx, int max) {
        Page page = of(ctx);
        return new Page(page.number(), Math.min(max, page.limit()));
    }

    boolean tooLarge() {
        return limit > MAX;
    }

    <T> List<T> of(List<T> all) {
        long from = (long) (number - 1) * limit;
        if (from >= all.size()) {
            return List.of();
        }
        return all.subList((int) from, (int) Math.min(all.size(), from + limit));
    }

    /// This page of so many, without a list of all.
    <T> List<T> of(Stream<T> all) {
        return all.skip((long) (number - 1) * limit).limit(limit).toList();
    }

    /// A v3 list of what is shown of so many.
    Answer answer(int total, List<ObjectNode> shown) {
        ObjectNode body = Json.object();
        body.set("data", Json.arrayOf(shown));
        body.set("meta", meta(total, shown.size()));
        return Answer.json(200, body);
    }

    /// The `meta` of a v3 list.
    ObjectNode meta(int total, int count) {
        ObjectNode meta = Json.object();
        ObjectNode pagination = meta.putObject("pagination");
        int pages = Math.max(1, (total + limit - 1) / limit);
        pagination.put("total", total);
        pagination.put("count", count);
        pagination.put("per_page", limit);
        pagination.put("current_page", number);
        pagination.put("total_pages", pages);
        ObjectNode links = pagination.putObject("links");
        links.put("current", "?page=%d&limit=%d".formatted(number, limit));
        if (number > 1) {
            links.put("previous", "?page=%d&limit=%d".formatted(number - 1, limit));
        }
        if (number < pages) {
            links.put("next", "?page=%d&limit=%d".formatted(number + 1, limit));
        }
        return meta;
    }

    private static int positive(Context ctx, String name, int otherwise) {
        String value = ctx.queryParam(name);
        if (value == null || !value.matches("\\d{1,6}") || Integer.parseInt(value) == 0) {
            return otherwise;
        }
        return Integer.parseInt(value);
    }
}
