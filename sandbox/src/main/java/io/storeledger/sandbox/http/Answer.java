package io.storeledger.sandbox.http;

import io.javalin.http.Context;
import io.storeledger.sandbox.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a simulated vendor answers: all of it is decided before a byte is written.
///
/// @param status HTTP status, or [#CUT] to cut the connection without an answer
/// @param contentType "" for no body
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    /// The status of an answer that never comes.
    public static final int CUT = -1;

    private static final byte[] NOTHING = {};

    /// JSON with this status.
    public static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.bytes(body), Map.of());
    }

    /// JSON with this status and media type.
    public static Answer json(int status, JsonNode body, String contentType) {
        return new Answer(status, contentType, Json.bytes(body), Map.of());
    }

    /// A status without a body.
    public static Answer empty(int status) {
        return new Answer(status, "", NOTHING, Map.of());
    }

    /// An HTML page, as gateways send.
    public static Answer html(int status, String title) {
        String page = "<html><head><title>%s</title></head><body>%s</body></html>";
        return new Answer(
                status,
                "text/html",
                page.formatted(title, title).getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    /// No answer: the connection is cut.
    public static Answer cut() {
        return empty(CUT);
    }

    /// The same with one more header.
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more);
    }

    /// Writes it as the answer of this request.
    public void write(Context ctx) {
        if (status == CUT) {
            try {
                // Jetty's own meaning of -1: abort the connection.
                ctx.res().sendError(CUT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        ctx.status(status);
        headers.forEach(ctx::header);
        if (!contentType.isEmpty()) {
            ctx.contentType(contentType);
            ctx.result(body);
        } else {
            // Javalin would say text/plain of nothing.
            ctx.res().setContentType(null);
        }
    }
}
