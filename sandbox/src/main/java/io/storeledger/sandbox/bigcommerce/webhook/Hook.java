package io.storeledger.sandbox.bigcommerce.webhook;

import io.storeledger.sandbox.json.Json;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A subscription as `/v3/hooks` keeps it.
///
/// @param scope an event, or all below a prefix as `store/order/*`
/// @param headers the merchant's own, echoed on every callback
/// @param deactivated whether BigCommerce itself switched it off after the last failed retry
/// @param createdAt epoch seconds
/// @param updatedAt epoch seconds
public record Hook(
        long id,
        String scope,
        URI destination,
        Map<String, String> headers,
        boolean active,
        boolean deactivated,
        long createdAt,
        long updatedAt) {
    /// The scope of the hook that is told of trouble with the others.
    public static final String DELIVERY_EXCEPTION = "store/hook/deliveryException";

    /// Copies the headers.
    public Hook {
        headers = Map.copyOf(headers);
    }

    boolean wants(String event) {
        return active
                && (scope.equals(event)
                        || (!event.equals(DELIVERY_EXCEPTION)
                                && scope.endsWith("/*")
                                && event.startsWith(scope.substring(0, scope.length() - 1))));
    }

    /// As the API shows it.
    public ObjectNode json(String clientId, String storeHash) {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("client_id", clientId);
        json.put("store_hash", storeHash);
        json.put("scope", scope);
        json.put("destination", destination.toString());
        ObjectNode echoed = json.putObject("headers");
        headers.forEach(echoed::put);
        json.put("is_active", active);
        json.put("created_at", createdAt);
        json.put("updated_at", updatedAt);
        return json;
    }

    /// `active`, `inactive` or `deactivated`.
    public String status() {
        if (active) {
            return "active";
        }
        return deactivated ? "deactivated" : "inactive";
    }
}
