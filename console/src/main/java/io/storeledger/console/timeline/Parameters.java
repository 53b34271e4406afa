package io.storeledger.console.timeline;

import io.javalin.http.Context;
import io.storeledger.console.web.BadRequest;

/// Reads the parameters of requests.
final class Parameters {
    private Parameters() {}

    static String required(Context ctx, String name, int longest) {
        String value = ctx.queryParam(name);
        if (value == null || value.isBlank() || value.length() > longest) {
            throw new BadRequest(
                    "%s should be a text of 1 to %,d characters.".formatted(name, longest));
        }
        return value;
    }

    static int limit(Context ctx, int most) {
        return limit(ctx, most, most);
    }

    static int limit(Context ctx, int standard, int most) {
        String text = ctx.queryParam("limit");
        if (text == null) {
            return standard;
        }
        int limit = number(text);
        if (limit < 1 || limit > most) {
            throw new BadRequest("limit should be a number from 1 to %,d.".formatted(most));
        }
        return limit;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
