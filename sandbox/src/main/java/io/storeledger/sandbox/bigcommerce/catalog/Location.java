package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// Where stock lies.
///
/// @param enabled stock of a disabled location can't be changed
public record Location(long id, String code, String label, boolean enabled) {
    /// The location that the storefront sells from, and where orders take from.
    public static final long DEFAULT = 1;

    /// As `GET /v3/inventory/locations` shows it.
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("code", code);
        json.put("label", label);
        json.put("description", "");
        json.put("managed_by_external_source", false);
        json.put("type_id", "PHYSICAL");
        json.put("enabled", enabled);
        json.put("time_zone", "Etc/UTC");
        json.put("created_at", "2024-01-01T00:00:00Z");
        json.put("updated_at", "2024-01-01T00:00:00Z");
        json.put("storefront_visibility", true);
        ObjectNode address = json.putObject("address");
        address.put("address1", "1 Warehouse Road");
        address.put("address2", "");
        address.put("city", "Austin");
        address.put("state", "Texas");
        address.put("zip", "78701");
        address.put("country_code", "US");
        address.put("email", "warehouse@store.invalid");
        address.put("phone", "5550199");
        json.putArray("special_hours");
        return json;
    }
}
