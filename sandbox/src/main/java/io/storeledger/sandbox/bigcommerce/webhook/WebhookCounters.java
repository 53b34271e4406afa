package io.storeledger.sandbox.bigcommerce.webhook;

import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// What became of callbacks so far.
///
/// @param events callbacks that were due: one per event and hook that wants it
/// @param sent attempts made
/// @param delivered callbacks that a receiver answered 2xx
/// @param retried attempts after the first
/// @param duplicated callbacks sent once more on purpose
/// @param pending callbacks waiting, under way or waiting for a retry
/// @param lost callbacks given up: after the last retry, or on purpose
public record WebhookCounters(
        long events,
        long sent,
        long delivered,
        long retried,
        long duplicated,
        long pending,
        long lost) {
    /// As the admin API shows it.
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("events", events);
        json.put("sent", sent);
        json.put("delivered", delivered);
        json.put("retried", retried);
        json.put("duplicated", duplicated);
        json.put("undelivered", pending);
        json.put("lost", lost);
        return json;
    }
}
