package io.storeledger.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads single fields of BigCommerce's JSON, whatever of its several spellings they come in.
final class Fields {
    /// No exponent (`1e999999999` would exhaust memory when rounded) and no absurd length.
    private static final Pattern MONEY = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{0,12})?");

    private Fields() {}

    /// Text or number as text; empty for absent, null, blank, `{}` and `[]`.
    static Optional<String> text(JsonNode from, String field) {
        return text(from.get(field));
    }

    static Optional<String> text(@Nullable JsonNode value) {
        return value == null || !value.isValueNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(value.asString().strip()).filter(text -> !text.isEmpty());
    }

    /// An amount of money; empty if unset. What is no amount is noted under its name and counts as
    /// unset.
    static Optional<BigDecimal> money(
            ObjectNode from, String field, String owner, List<String> reasons) {
        Optional<String> written = written(from.get(field));
        Optional<BigDecimal> amount = decimal(from.get(field));
        if (written.isPresent() && amount.isEmpty()) {
            reasons.add(
                    "%s of %s is \"%s\", which is no amount of money."
                            .formatted(field, owner, Limits.cut(written.get(), 40)));
        }
        return amount;
    }

    /// A decimal, as number or text; empty if it is none.
    static Optional<BigDecimal> decimal(@Nullable JsonNode value) {
        return written(value).filter(text -> MONEY.matcher(text).matches()).map(BigDecimal::new);
    }

    /// A yes or no; empty if unset or neither.
    static Optional<Boolean> flag(JsonNode from, String field) {
        return text(from, field)
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    /// The objects of an array, or of `{name: [...]}`; empty for a link to them or anything else.
    static List<ObjectNode> objects(ObjectNode from, String field) {
        JsonNode value = from.get(field);
        JsonNode array = value instanceof ObjectNode wrapped ? wrapped.get(field) : value;
        List<ObjectNode> all = new ArrayList<>();
        if (array != null && array.isArray()) {
            for (JsonNode element : array) {
                if (element instanceof ObjectNode object) {
                    all.add(object);
                }
            }
        }
        return all;
    }

    private static Optional<String> written(@Nullable JsonNode value) {
        if (value != null && value.isNumber()) {
            BigDecimal number = value.decimalValue();
            boolean sane = Math.abs((long) number.scale()) <= 12 && number.precision() <= 27;
            return Optional.of(sane ? number.toPlainString() : value.asString());
        }
        return text(value);
    }
}
