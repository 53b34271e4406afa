package io.storeledger.sandbox.bigcommerce.webhook;

import io.storeledger.sandbox.json.Json;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A domain that gets no callbacks for a while.
///
/// @param failures how often what went wrong before the block
/// @param since epoch seconds of the block
public record BlockedDomain(String domain, Duration left, Map<String, Long> failures, long since) {
    /// Copies the map.
    public BlockedDomain {
        failures = Map.copyOf(failures);
    }

    /// As `GET /v3/hooks/admin` shows it.
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("destination", "https://" + domain);
        json.put("time_left", 1 + left.toSeconds());
        ArrayNode reasons = json.putArray("reasons");
        failures.forEach((why, count) -> {
            ObjectNode reason = reasons.addObject();
            reason.put("failure_description", why);
            reason.put("count", count);
            reason.put("timestamp", since);
        });
        return json;
    }
}
