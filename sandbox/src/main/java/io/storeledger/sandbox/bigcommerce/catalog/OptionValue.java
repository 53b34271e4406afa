package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// What sets a variant apart, as `Size: L`.
///
/// @param option the option's display name
public record OptionValue(long id, long optionId, String option, String label) {
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("label", label);
        json.put("option_id", optionId);
        json.put("option_display_name", option);
        return json;
    }
}
