package io.storeledger.clients.netsuite;

import io.storeledger.clients.http.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a NetSuite error body says; `type` and `title` change between releases and are not read.
///
/// @param codes of all its details, each once
/// @param path where in the request the first fault lies; empty if it doesn't say
/// @param detail all its details, joined by `; `
record ErrorDetails(Set<String> codes, String path, String detail) {
    private static final List<String> PLACES =
            List.of("o:errorPath", "o:errorQueryParam", "o:errorHeader", "o:errorUrl");
    private static final int MAX_DETAIL = 2000;

    static ErrorDetails read(Answer answer) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> details = new LinkedHashSet<>();
        String path = "";
        for (JsonNode error : errors(answer)) {
            codes.add(either(error, "o:errorCode", "code"));
            details.add(either(error, "detail", "message"));
            for (String place : PLACES) {
                path = path.isEmpty() ? error.path(place).asString("") : path;
            }
        }
        codes.remove("");
        details.remove("");
        String detail = String.join("; ", details);
        return new ErrorDetails(
                codes,
                path,
                detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail);
    }

    /// The first code; empty if there is none.
    String code() {
        return codes.stream().findFirst().orElse("");
    }

    private static String either(JsonNode error, String name, String other) {
        return error.path(error.has(name) ? name : other).asString("");
    }

    /// The details; the body itself, where some answers have a stray code; and a RESTlet's shape,
    /// `{error: {code, message}}`.
    private static List<JsonNode> errors(Answer answer) {
        List<JsonNode> errors = new ArrayList<>();
        answer.json()
                .ifPresent(body -> {
                    body.path("o:errorDetails").forEach(errors::add);
                    errors.add(body.path("error"));
                    errors.add(body);
                });
        return errors;
    }
}
