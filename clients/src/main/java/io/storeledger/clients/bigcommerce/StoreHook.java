package io.storeledger.clients.bigcommerce;

import java.util.Map;

/// A webhook subscription, as `/v3/hooks` keeps it.
///
/// @param id BigCommerce's id
/// @param scope the events it wants, `store/order/*`
/// @param destination where its callbacks go
/// @param active whether they are sent; BigCommerce switches it off after 48 h of failures
/// @param headers sent with every callback; their values may be secret
public record StoreHook(
        long id, String scope, String destination, boolean active, Map<String, String> headers) {
    public StoreHook {
        headers = Map.copyOf(headers);
    }

    /// Names the hook; its headers' values may be secret.
    @Override
    public String toString() {
        return "StoreHook[%d, %s, %s, %s]"
                .formatted(id, scope, destination, active ? "active" : "inactive");
    }
}
