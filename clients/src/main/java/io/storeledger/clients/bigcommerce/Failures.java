package io.storeledger.clients.bigcommerce;

import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Sorts what BigCommerce answers into the tree of failures; the one place that decides what may be
/// retried. Statuses as in BigCommerce's "API status codes" page.
final class Failures {
    private static final int MAX_WORDS = 500;

    private Failures() {}

    /// @param wait what the quota headers of this answer tell, if they do
    static ApiException of(String operation, Answer answer, Optional<Duration> wait) {
        int status = answer.status();
        String what = "BigCommerce " + operation + " (HTTP " + status + ")";
        return switch (status) {
            case 401, 403 ->
                    new ApiException.Unauthorized(
                            what
                                    + " was refused: check accessToken and that its API account has"
                                    + " the scopes for this.");
            case 404 -> new ApiException.NotFound(what + ": there is no such thing.");
            case 429 ->
                    passing(
                            what
                                    + ": the store's quota is used up or the platform is busy; it"
                                    + " is tried again later.",
                            status,
                            wait.orElse(null));
            case 408, 423, 500, 502, 503, 504 ->
                    passing(
                            what + " failed at BigCommerce; it is tried again later.",
                            status,
                            answer.retryAfter().orElse(null));
            case 507 ->
                    refused(
                            what
                                    + " was refused: a limit of the store's plan is reached; raise"
                                    + " the plan or remove what is not needed.",
                            status,
                            answer);
            case 501, 505 ->
                    refused(what + " was refused: the API no longer knows this.", status, answer);
            default ->
                    status / 100 == 3
                            ? refused(
                                    what + " was redirected: check storeHash and apiUrl.",
                                    status,
                                    answer)
                            : status >= 500
                                    ? passing(
                                            what
                                                    + " failed at BigCommerce; it is tried again"
                                                    + " later.",
                                            status,
                                            null)
                                    : refused(
                                            what + " was refused" + quoted(answer), status, answer);
        };
    }

    /// A 2xx whose body is no JSON.
    static ApiException notJson(String operation, Answer answer) {
        return passing(
                "BigCommerce %s (HTTP %d) answered in something that is no JSON, probably a proxy's or a maintenance page; it is tried again later."
                        .formatted(operation, answer.status()),
                answer.status(),
                null);
    }

    private static ApiException passing(String message, int status, @Nullable Duration wait) {
        return new ApiException.Transient(message, status, wait, false, null);
    }

    private static ApiException refused(String message, int status, Answer answer) {
        return new ApiException.Refused(message, "HTTP " + status, "", words(answer));
    }

    private static String quoted(Answer answer) {
        String words = words(answer);
        return words.isEmpty() ? "." : ": " + words;
    }

    /// v2 errors are a list of `{status, message}`, v3 errors an object of title and errors.
    private static String words(Answer answer) {
        JsonNode body = answer.json().orElse(null);
        List<String> words = new ArrayList<>();
        if (body != null && body.isArray()) {
            body.forEach(error -> words.add(error.path("message").asString("")));
        } else if (body != null) {
            words.add(body.path("title").asString(""));
            body.path("errors")
                    .properties()
                    .forEach(e -> words.add(e.getKey() + ": " + e.getValue().asString("")));
        }
        words.removeIf(String::isBlank);
        String all = String.join("; ", words);
        return all.length() > MAX_WORDS ? all.substring(0, MAX_WORDS) : all;
    }
}
