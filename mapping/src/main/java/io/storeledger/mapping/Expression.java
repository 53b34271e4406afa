package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import io.storeledger.common.json.VendorDates;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A text with places that an order, or a refund and its order, fill in: `Web {order.id} via
/// {order.payment_method}`.
///
/// A place is a path: `order.` and the names of BigCommerce's order, `shipping.` and those of its
/// first shipping address, `coupon.` and those of its first coupon, `refund.` and those of the
/// refund where there is one, or `store` (the hash); list elements by number
/// (`order.fees.0.source`). `|number` makes a number of it, `|date` a date in the rules' time zone.
/// An expression that is one place keeps the value's JSON type; one whose places are all unset has
/// no value, and its field is left out.
public final class Expression {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PATH = Pattern.compile("store|([a-z]+)(\\.[A-Za-z0-9_-]+)+");

    /// What an expression over an order may begin a path with.
    static final Set<String> OF_ORDERS = Set.of("store", "order", "shipping", "coupon");

    /// What an expression over a refund may begin a path with.
    static final Set<String> OF_REFUNDS = Set.of("store", "order", "shipping", "coupon", "refund");

    private sealed interface Piece {
        record Literal(String text) implements Piece {}

        record Place(List<String> path, Form form) implements Piece {}
    }

    private enum Form {
        AS_IS,
        NUMBER,
        DATE
    }

    private final String written;
    private final List<Piece> pieces;

    private Expression(String written, List<Piece> pieces) {
        this.written = written;
        this.pieces = List.copyOf(pieces);
    }

    /// Reads an expression.
    ///
    /// @param sources [#OF_ORDERS] or [#OF_REFUNDS]
    /// @throws IllegalArgumentException if a place is not well formed; the message says which
    static Expression parse(String text, Set<String> sources) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            literal(text.substring(end, matcher.start()), pieces);
            pieces.add(place(matcher.group(1).strip(), sources));
            end = matcher.end();
        }
        literal(text.substring(end), pieces);
        return new Expression(text, pieces);
    }

    /// Its value for an order; empty if all its places are unset.
    Optional<JsonNode> value(StoreOrder order, ZoneId zone) {
        return value(order, Json.object(), zone);
    }

    /// Its value for a refund of an order.
    Optional<JsonNode> value(StoreOrder order, ObjectNode refund, ZoneId zone) {
        if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Place place) {
            return resolve(place, order, refund, zone);
        }
        StringBuilder text = new StringBuilder();
        boolean anyPlace = false;
        boolean anyValue = false;
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal(String literal) -> text.append(literal);
                case Piece.Place place -> {
                    Optional<JsonNode> value = resolve(place, order, refund, zone);
                    anyPlace = true;
                    anyValue |= value.isPresent();
                    value.ifPresent(node -> text.append(node.asString()));
                }
            }
        }
        return text.isEmpty() || (anyPlace && !anyValue)
                ? Optional.empty()
                : Optional.of(StringNode.valueOf(text.toString().strip()));
    }

    /// The paths of its places, as they are written.
    List<String> sources() {
        List<String> paths = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal literal -> {}
                case Piece.Place(List<String> path, Form form) -> paths.add(String.join(".", path));
            }
        }
        return paths;
    }

    /// Its value as text.
    Optional<String> text(StoreOrder order, ZoneId zone) {
        return value(order, zone).map(JsonNode::asString);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && written.equals(expression.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }

    private static void literal(String text, List<Piece> pieces) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("has a brace without its other half");
        }
        if (!text.isEmpty()) {
            pieces.add(new Piece.Literal(text));
        }
    }

    private static Piece place(String text, Set<String> sources) {
        int bar = text.indexOf('|');
        String path = bar < 0 ? text : text.substring(0, bar).strip();
        String form = bar < 0 ? "" : text.substring(bar + 1).strip();
        List<String> names = List.of(path.split("\\."));
        if (!PATH.matcher(path).matches() || !sources.contains(names.getFirst())) {
            throw new IllegalArgumentException(
                    "has {%s}; a place is {store}, {order.FIELD}, {shipping.FIELD}%s"
                            .formatted(
                                    text,
                                    sources.contains("refund")
                                            ? ", {coupon.FIELD} or {refund.FIELD}"
                                            : " or {coupon.FIELD}"));
        }
        Form as =
                switch (form) {
                    case "" -> Form.AS_IS;
                    case "number" -> Form.NUMBER;
                    case "date" -> Form.DATE;
                    default ->
                            throw new IllegalArgumentException(
                                    "has {%s}; after | stands number or date".formatted(text));
                };
        return new Piece.Place(names, as);
    }

    private static Optional<JsonNode> resolve(
            Piece.Place place, StoreOrder order, ObjectNode refund, ZoneId zone) {
        JsonNode node = find(place.path(), order, refund);
        Optional<String> text = Fields.text(node);
        if (node == null || text.isEmpty()) {
            return Optional.empty();
        }
        return switch (place.form()) {
            case AS_IS -> Optional.of(node);
            case NUMBER -> Fields.decimal(node).map(number -> number(number));
            case DATE ->
                    text.flatMap(VendorDates::parse)
                            .map(instant -> StringNode.valueOf(date(instant, zone)));
        };
    }

    private static @Nullable JsonNode find(List<String> path, StoreOrder order, ObjectNode refund) {
        JsonNode node =
                switch (path.getFirst()) {
                    case "store" -> StringNode.valueOf(order.store());
                    case "shipping" -> order.shippingAddress().orElse(null);
                    case "refund" -> refund;
                    case "coupon" -> order.coupons().stream().findFirst().orElse(null);
                    default -> order.order();
                };
        for (String name : path.subList(1, path.size())) {
            if (node == null) {
                return null;
            }
            node =
                    node.isArray() && name.matches("\\d{1,4}")
                            ? node.get(Integer.parseInt(name))
                            : node.get(name);
        }
        return node;
    }

    private static JsonNode number(BigDecimal number) {
        return Json.mapper().getNodeFactory().numberNode(number);
    }

    static String date(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate().toString();
    }
}
