package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What BigCommerce checks of a product or variant before it looks at others.
final class ProductCheck {
    private static final int MAX_NAME = 250;
    private static final int MAX_SKU = 255;
    private static final BigDecimal MAX_LEVEL = BigDecimal.valueOf(Integer.MAX_VALUE);

    private ProductCheck() {}

    static void created(ObjectNode body) {
        for (String required : List.of("name", "type", "weight", "price")) {
            if (!body.has(required)) {
                throw CatalogRefusal.invalid(required, "error.path.missing");
            }
        }
        written(body);
    }

    static void written(ObjectNode body) {
        length(body, "name", MAX_NAME);
        if (body.has("name") && Json.text(body, "name").isBlank()) {
            throw CatalogRefusal.invalid("name", "name must not be empty");
        }
        oneOf(body, "type", Set.of("physical", "digital"));
        oneOf(body, "inventory_tracking", Set.of("none", "product", "variant"));
        oneOf(body, "availability", Set.of("available", "disabled", "preorder"));
        if (body.has("is_visible") && !body.path("is_visible").isBoolean()) {
            throw CatalogRefusal.invalid("is_visible", "error.expected.jsboolean");
        }
        amounts(body, false);
    }

    static void variant(ObjectNode body) {
        amounts(body, true);
    }

    private static void amounts(ObjectNode body, boolean nullable) {
        length(body, "sku", MAX_SKU);
        for (String field :
                List.of(
                        "price",
                        "cost_price",
                        "retail_price",
                        "sale_price",
                        "map_price",
                        "weight")) {
            JsonNode value = body.path(field);
            boolean absent = value.isMissingNode() || (nullable && value.isNull());
            if (!absent && !value.isNumber()) {
                throw CatalogRefusal.invalid(field, "error.expected.jsnumber");
            }
            if (!absent && value.decimalValue().signum() < 0) {
                throw CatalogRefusal.invalid(field, field + " must be 0 or greater");
            }
        }
        JsonNode level = body.path("inventory_level");
        if (level.isNumber()
                && (level.decimalValue().signum() < 0
                        || level.decimalValue().compareTo(MAX_LEVEL) > 0)) {
            throw CatalogRefusal.invalid(
                    "inventory_level", "inventory_level must be between 0 and 2147483647");
        }
    }

    private static void length(ObjectNode body, String field, int max) {
        if (body.has(field) && !body.path(field).isString()) {
            throw CatalogRefusal.invalid(field, "error.expected.jsstring");
        }
        if (Json.text(body, field).length() > max) {
            throw CatalogRefusal.invalid(field, "error.maxLength");
        }
    }

    private static void oneOf(ObjectNode body, String field, Set<String> known) {
        if (body.has(field) && !known.contains(Json.text(body, field))) {
            throw CatalogRefusal.invalid(field, field + " must be one of " + known);
        }
    }
}
