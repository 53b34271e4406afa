package io.storeledger.sandbox.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes JSON trees with exact decimals, and reads fields that may be absent, null, text
/// or number.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private Json() {}

    /// The tree of these bytes.
    ///
    /// @throws JacksonException if they are no JSON
    public static JsonNode parse(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    /// The object of this text.
    ///
    /// @throws IllegalArgumentException if it is no JSON object
    public static ObjectNode parseObject(String text) {
        if (MAPPER.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /// The object of these bytes, or null if they hold anything else.
    public static @Nullable ObjectNode objectOrNull(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes) instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// The tree of these bytes, or a missing node if they are no JSON.
    public static JsonNode parseOrMissing(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }

    /// This tree as UTF-8.
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /// This tree as text.
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// An empty object.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// An empty array.
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// The field as text; "" if it is absent, null or a container.
    public static String text(JsonNode node, String field) {
        return text(node.path(field));
    }

    /// This scalar as text; "" if it is missing, null or a container.
    public static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }

    /// The field as a number, whether it is written as a number or as text; `otherwise` if it is
    /// neither.
    public static BigDecimal decimal(JsonNode node, String field, BigDecimal otherwise) {
        BigDecimal value = decimalOrNull(node.path(field));
        return value == null ? otherwise : value;
    }

    /// The field as a number, 0 if it is none.
    public static BigDecimal decimal(JsonNode node, String field) {
        return decimal(node, field, BigDecimal.ZERO);
    }

    /// This scalar as a number, or null if it is none.
    public static @Nullable BigDecimal decimalOrNull(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        try {
            return value.isString() ? new BigDecimal(value.stringValue()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The field as a whole number, 0 if it is none.
    public static long number(JsonNode node, String field) {
        return decimal(node, field).longValue();
    }

    /// The objects of the array at this field; empty if there is no array.
    public static List<ObjectNode> objects(JsonNode node, String field) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode each : node.path(field)) {
            if (each instanceof ObjectNode object) {
                found.add(object);
            }
        }
        return found;
    }

    /// An array of these.
    public static ArrayNode arrayOf(List<ObjectNode> objects) {
        ArrayNode array = array();
        objects.forEach(array::add);
        return array;
    }
}
