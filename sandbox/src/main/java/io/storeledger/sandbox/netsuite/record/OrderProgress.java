package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// How far a sales order is: what of each line was sent and billed, what is closed, and the state
/// that follows from it.
final class OrderProgress {
    // Partially fulfilled and beyond.
    private static final Set<String> STARTED = Set.of("C", "D", "E", "F", "G", "H");
    private static final Set<String> SENT_TYPES =
            Set.of("InvtPart", "NonInvtPart", "Assembly", "Kit");

    private OrderProgress() {}

    /// A line's quantity; NetSuite takes 1 if none is given.
    static BigDecimal quantity(ObjectNode line) {
        return Json.decimal(line, "quantity", BigDecimal.ONE);
    }

    /// Whether the line is of something that is sent, not of a charge or a service.
    static boolean fulfillable(References references, ObjectNode line) {
        return references
                .row("item", line.path("item"))
                .filter(item -> SENT_TYPES.contains(Json.text(item, "itemtype")))
                .isPresent();
    }

    /// What of the line is still to be sent.
    static BigDecimal unsent(References references, ObjectNode line) {
        boolean none = line.path("isClosed").asBoolean(false) || !fulfillable(references, line);
        return none
                ? BigDecimal.ZERO
                : quantity(line).subtract(Json.decimal(line, "quantityFulfilled"));
    }

    /// Refuses changes of the lines of an order that was begun, except to close or open them.
    static void checkLines(ObjectNode before, ObjectNode after) {
        if (!STARTED.contains(Json.text(before.path("status"), "id"))) {
            return;
        }
        if (!withoutClosed(before).equals(withoutClosed(after))) {
            throw NetSuiteError.user(
                    "You cannot change or remove lines of an order that was fulfilled or billed.");
        }
    }

    private static List<ObjectNode> withoutClosed(ObjectNode order) {
        List<ObjectNode> lines = Json.objects(order.deepCopy().path("item"), "items");
        lines.forEach(line -> line.remove("isClosed"));
        return lines;
    }

    /// Refuses to send more of a line than is left of it.
    static void checkSending(ObjectNode order, ObjectNode sending, Optional<ObjectNode> before) {
        Map<String, BigDecimal> already = before.map(OrderProgress::byLine).orElseGet(TreeMap::new);
        Map<String, BigDecimal> asked = byLine(sending);
        for (ObjectNode line : Json.objects(order.path("item"), "items")) {
            String key = Json.text(line, "line");
            BigDecimal left =
                    quantity(line)
                            .subtract(Json.decimal(line, "quantityFulfilled"))
                            .add(already.getOrDefault(key, BigDecimal.ZERO));
            if (asked.getOrDefault(key, BigDecimal.ZERO).compareTo(left) > 0) {
                throw NetSuiteError.user("You cannot fulfill more than remains of line " + key);
            }
        }
    }

    /// The quantities of a record that was made from an order, by the order's line.
    static Map<String, BigDecimal> byLine(ObjectNode record) {
        Map<String, BigDecimal> quantities = new TreeMap<>();
        for (ObjectNode line : Json.objects(record.path("item"), "items")) {
            if (line.path("itemReceive").asBoolean(true)) {
                quantities.merge(Json.text(line, "line"), quantity(line), BigDecimal::add);
            }
        }
        return quantities;
    }

    /// Adds to what was sent or billed of the lines.
    ///
    /// @param field `quantityFulfilled` or `quantityBilled`
    static void add(ObjectNode order, String field, Map<String, BigDecimal> more) {
        for (ObjectNode line : Json.objects(order.path("item"), "items")) {
            BigDecimal plus = more.get(Json.text(line, "line"));
            if (plus != null) {
                line.put(field, Json.decimal(line, field).add(plus));
            }
        }
    }

    /// The state that follows from the lines of an approved order.
    static OrderState state(ObjectNode order, References references) {
        List<ObjectNode> open =
                Json.objects(order.path("item"), "items").stream()
                        .filter(line -> !line.path("isClosed").asBoolean(false))
                        .toList();
        if (open.isEmpty()) {
            return OrderState.H;
        }
        boolean sent = open.stream().anyMatch(line -> some(line, "quantityFulfilled"));
        boolean billed = open.stream().anyMatch(line -> some(line, "quantityBilled"));
        boolean allSent =
                open.stream()
                        .filter(line -> fulfillable(references, line))
                        .allMatch(line -> all(line, "quantityFulfilled"));
        boolean allBilled = open.stream().allMatch(line -> all(line, "quantityBilled"));
        if (allSent && allBilled && billed) {
            return OrderState.G;
        }
        if (!sent) {
            return OrderState.B;
        }
        if (allSent) {
            return OrderState.F;
        }
        return billed ? OrderState.E : OrderState.D;
    }

    private static boolean some(ObjectNode line, String field) {
        return Json.decimal(line, field).signum() > 0;
    }

    private static boolean all(ObjectNode line, String field) {
        return Json.decimal(line, field).compareTo(quantity(line)) >= 0;
    }
}
