package io.storeledger.clients.http;

import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;

/// What a vendor answered, read to its end.
public final class Answer {
    private final int status;
    private final Headers headers;
    private final byte[] body;

    Answer(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Whether the status is a 2xx.
    public boolean ok() {
        return status / 100 == 2;
    }

    /// Whether there is nothing in the body.
    public boolean isEmpty() {
        return body.length == 0;
    }

    /// A header's value, its name in any case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// A header that is a whole number; empty if it is absent or none.
    public Optional<Long> number(String name) {
        return header(name)
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,15}"))
                .map(Long::valueOf);
    }

    /// The standard `Retry-After`, if it is there as a number of seconds.
    public Optional<Duration> retryAfter() {
        return number("Retry-After").map(Duration::ofSeconds);
    }

    /// The body as JSON; empty if it is none, as when a proxy answers in HTML.
    public Optional<JsonNode> json() {
        try {
            return isEmpty() ? Optional.empty() : Optional.of(Json.tree(body));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
