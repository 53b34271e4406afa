package io.storeledger.common.service;

import io.storeledger.common.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// What the admin port answers.
record AdminAnswer(int status, String body, String type) {

    static AdminAnswer json(int status, ObjectNode body) {
        return new AdminAnswer(status, Json.text(body), "application/json");
    }

    /// @param sentence what is wrong and what would be right
    static AdminAnswer error(int status, String sentence) {
        return json(status, Json.object().put("error", sentence));
    }

    static AdminAnswer yaml(String text) {
        return new AdminAnswer(200, text, "application/yaml; charset=utf-8");
    }
}
