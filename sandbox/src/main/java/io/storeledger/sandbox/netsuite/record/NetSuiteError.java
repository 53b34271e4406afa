package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A refusal in NetSuite's form: status, `o:errorCode`, a detail and where.
public final class NetSuiteError extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Map<Integer, String> TITLES =
            Map.of(
                    400, "Bad Request",
                    401, "Unauthorized",
                    403, "Forbidden",
                    404, "Not Found",
                    429, "Too Many Requests",
                    500, "Internal Server Error");

    private final int status;
    private final String code;
    private final String path;

    private NetSuiteError(int status, String code, String detail, String path) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.path = path;
    }

    /// Any refusal.
    public static NetSuiteError of(int status, String code, String detail) {
        return new NetSuiteError(status, code, detail, "");
    }

    /// A value that can't be: names the field by its path.
    public static NetSuiteError invalidContent(String detail, String path) {
        return new NetSuiteError(400, "INVALID_CONTENT", detail, path);
    }

    /// A reference to what isn't there.
    public static NetSuiteError invalidReference(String what, String value, String path) {
        return new NetSuiteError(
                400,
                "INVALID_KEY_OR_REF",
                "Invalid %s reference key %s.".formatted(what, value),
                path);
    }

    /// The catch-all of NetSuite: only the detail tells.
    public static NetSuiteError user(String detail) {
        return of(400, "USER_ERROR", "Error while accessing a resource. " + detail);
    }

    /// The record isn't there.
    public static NetSuiteError nonexistent() {
        return of(
                404,
                "NONEXISTENT_ID",
                "The record instance does not exist. Provide a valid record instance ID.");
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// The `o:errorCode`.
    public String code() {
        return code;
    }

    /// The body of the answer.
    public ObjectNode json() {
        ObjectNode body = Json.object();
        body.put("type", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15");
        body.put("title", TITLES.getOrDefault(status, "Error"));
        body.put("status", status);
        ObjectNode detail = body.putArray("o:errorDetails").addObject();
        detail.put("detail", String.valueOf(getMessage()));
        if (!path.isEmpty()) {
            detail.put("o:errorPath", path);
        }
        detail.put("o:errorCode", code);
        return body;
    }
}
