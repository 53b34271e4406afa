package io.storeledger.ingress.callback;

import io.storeledger.common.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// Reads an [Envelope] in one pass, keeping no more of the body than that.
///
/// The vendor writes ids as numbers or texts as it likes; here all are texts. `data` may be a list
/// (price list records): its first element stands for it.
final class EnvelopeReader {
    private final JsonParser json;
    private final Map<String, String> data = new HashMap<>();
    private @Nullable String scope;
    private @Nullable String producer;
    private @Nullable String hash;
    private @Nullable String createdAt;

    private EnvelopeReader(JsonParser json) {
        this.json = json;
    }

    /// @throws tools.jackson.core.JacksonException if the body is not one JSON value
    static Envelope read(byte[] body) {
        try (JsonParser json = Json.mapper().createParser(body)) {
            return new EnvelopeReader(json).envelope();
        }
    }

    private Envelope envelope() {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new StreamReadException(json, "empty");
        }
        if (first == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                property();
            }
        } else {
            json.skipChildren();
        }
        // Reading on is what finds rubbish after the value.
        if (json.nextToken() != null) {
            throw new StreamReadException(json, "more than one value");
        }
        return new Envelope(scope, producer, hash, createdAt, data);
    }

    private void property() {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
            case "scope" -> scope = scalar();
            case "producer" -> producer = scalar();
            case "hash" -> hash = scalar();
            case "created_at" -> createdAt = scalar();
            case "data" -> data();
            default -> json.skipChildren();
        }
    }

    private void data() {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            fields("");
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT && data.isEmpty()) {
                    fields("");
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private void fields(String parent) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parent.isEmpty() ? json.currentName() : parent + json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && parent.isEmpty()) {
                fields(name + ".");
            } else if (value == JsonToken.START_ARRAY) {
                json.nextToken();
                keep(name);
                while (json.currentToken() != JsonToken.END_ARRAY) {
                    json.skipChildren();
                    json.nextToken();
                }
            } else {
                keep(name);
            }
        }
    }

    private void keep(String name) {
        if (Subject.FIELDS.contains(name)) {
            String value = scalar();
            if (value != null) {
                data.putIfAbsent(name, value);
            }
        } else {
            json.skipChildren();
        }
    }

    /// The current value as text if it is a text or a whole number; goes past it otherwise.
    private @Nullable String scalar() {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            return json.getString();
        }
        json.skipChildren();
        return null;
    }
}
