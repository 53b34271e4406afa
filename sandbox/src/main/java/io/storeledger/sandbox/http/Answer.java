package io.storeledger.sandbox.http;

import io.javalin.http.Context;
import io.storeledger.sandbox.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a simulated vendor answers: all of it is decided before a byte is written.
///
/// @param status HTTP status, or [#CUT] to cut the connection without an answer
/// @param contentType "" for no body
public record Answer(int status, String contentType, String body, Map<String, String> headers) {
    /// The status of an answer that never comes.
    public static final int CUT = -1;

    /// JSON with this status.
    public static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.write(body), Map.of());
    }

    /// JSON with this status and media type.
    public static Answer json(int status, JsonNode body, String contentType) {
        return new Answer(status, contentType, Json.write(body), Map.of());
    }

    /// A status without a body.
    public static Answer empty(int status) {
        return new Answer(status, "", "", Map.of());
    }

    /// An HTML page, as gateways send.
    public static Answer html(int status, String title) {
        String page =
                "<html><head><title>%s</title></head><body>%s</body></html>"
                        .formatted(title, title);
        return new Answer(status, "text/html", page, Map.of());
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
            CutFilter.cut(ctx);
            return;
        }
        ctx.status(status);
        headers.forEach(ctx::header);
        if (!contentType.isEmpty()) {
            ctx.contentType(contentType);
            // as text it would be encoded as the media type says, and most say nothing
            ctx.result(body.getBytes(StandardCharsets.UTF_8));
        } else {
            // Javalin would say text/plain of nothing.
            ctx.res().setContentType(null);
        }
    }
}
