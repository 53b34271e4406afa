package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Starts a record from another one, as `POST /salesOrder/7/!transform/invoice` does: what is left
/// of the source's lines, under the same line keys.
final class Transforms {
    // Those of the REST API Browser 2026.1 between the types that are here.
    private static final Map<RecordType, Set<RecordType>> ALLOWED =
            Map.of(
                    RecordType.SALES_ORDER,
                            Set.of(
                                    RecordType.CASH_SALE,
                                    RecordType.INVOICE,
                                    RecordType.ITEM_FULFILLMENT,
                                    RecordType.RETURN_AUTHORIZATION),
                    RecordType.INVOICE,
                            Set.of(RecordType.CREDIT_MEMO, RecordType.RETURN_AUTHORIZATION),
                    RecordType.CASH_SALE,
                            Set.of(RecordType.CASH_REFUND, RecordType.RETURN_AUTHORIZATION),
                    RecordType.RETURN_AUTHORIZATION,
                            Set.of(RecordType.CASH_REFUND, RecordType.CREDIT_MEMO));
    private static final List<String> BODY =
            List.of(
                    "entity",
                    "subsidiary",
                    "currency",
                    "exchangeRate",
                    "location",
                    "department",
                    "class",
                    "otherRefNum",
                    "memo",
                    "email",
                    "terms",
                    "paymentOption",
                    "shipMethod",
                    "billingAddress",
                    "shippingAddress",
                    "taxRegOverride");
    // Billed once, with the first lines.
    private static final List<String> CHARGES =
            List.of("shippingCost", "handlingCost", "discountItem", "discountRate");
    private static final Set<String> CHARGE_REFERENCES = Set.of("SHIPPING", "HANDLING");

    private final References references;

    Transforms(References references) {
        this.references = references;
    }

    /// A record to which the body of the call is still to be merged.
    record Started(RecordType type, ObjectNode record) {}

    /// @param body of the call; what is meant for the transformation itself is taken out
    /// @param replace the sublists that the body replaces
    Started start(
            RecordType from,
            StoredRecord source,
            String targetName,
            ObjectNode body,
            Set<String> replace) {
        RecordType to =
                RecordType.named(targetName)
                        .filter(type -> ALLOWED.getOrDefault(from, Set.of()).contains(type))
                        .orElseThrow(() ->
                                NetSuiteError.of(
                                        400,
                                        "INVALID_REQUEST",
                                        "Record transformation from %s to %s is not supported."
                                                .formatted(from.wireName(), targetName)));
        ObjectNode old = source.packed().tree();
        String status = Json.text(old.path("status"), "id");
        if (from == RecordType.SALES_ORDER && Set.of("A", "C", "H").contains(status)) {
            throw notAllowed(to);
        }
        ObjectNode record = Json.object();
        copy(old, record, BODY, to.wireName());
        record.putObject("createdFrom")
                .put("id", Long.toString(source.id()))
                .put("refName", Json.text(old, "tranId"));
        String done = to == RecordType.ITEM_FULFILLMENT ? "quantityFulfilled" : "quantityBilled";
        boolean first =
                Json.objects(old.path("item"), "items").stream()
                        .noneMatch(line -> Json.decimal(line, done).signum() > 0);
        if (to != RecordType.ITEM_FULFILLMENT && (first || from != RecordType.SALES_ORDER)) {
            copy(old, record, CHARGES, to.wireName());
        }
        ArrayNode lines = record.putObject("item").putArray("items");
        for (ObjectNode line : Json.objects(old.path("item"), "items")) {
            line(from, to, line, done, lines);
        }
        if (lines.isEmpty()) {
            throw notAllowed(to);
        }
        if (to == RecordType.ITEM_FULFILLMENT) {
            locate(record, body);
        } else if (old.path("taxDetailsOverride").asBoolean(false)) {
            boolean later = from == RecordType.SALES_ORDER && !first;
            taxes(old, record, later, merged(record, body, replace));
        }
        return new Started(to, record);
    }

    private void line(
            RecordType from, RecordType to, ObjectNode old, String done, ArrayNode lines) {
        BigDecimal quantity = OrderProgress.quantity(old);
        BigDecimal left = quantity;
        if (from == RecordType.SALES_ORDER && to != RecordType.RETURN_AUTHORIZATION) {
            left = quantity.subtract(Json.decimal(old, done));
            boolean sends = to == RecordType.ITEM_FULFILLMENT;
            if (old.path("isClosed").asBoolean(false)
                    || (left.signum() <= 0 && quantity.signum() > 0)
                    || (sends && !OrderProgress.fulfillable(references, old))) {
                return;
            }
        }
        ObjectNode line = lines.addObject();
        old.properties()
                .forEach(field -> {
                    if (PropertyNames.knows(to.wireName() + ".item", field.getKey())) {
                        line.set(field.getKey(), field.getValue().deepCopy());
                    }
                });
        line.remove(List.of("quantityFulfilled", "quantityBilled", "isClosed"));
        if (left.compareTo(quantity) != 0) {
            line.put("quantity", left);
            line.remove("amount");
        }
        if (to == RecordType.ITEM_FULFILLMENT) {
            line.remove(List.of("rate", "amount"));
            line.put("quantity", left);
            line.put("quantityRemaining", left);
            line.set("orderLine", old.path("line"));
            line.put("itemReceive", true);
        }
    }

    private static void locate(ObjectNode record, ObjectNode body) {
        JsonNode given = body.path("inventoryLocation");
        body.remove("inventoryLocation");
        if (!given.isMissingNode()) {
            record.set("location", given);
        }
        boolean located =
                record.has("location")
                        || body.has("location")
                        || Json.objects(record.path("item"), "items").stream()
                                .allMatch(line -> line.has("location"));
        if (!located) {
            throw NetSuiteError.user("Please enter value(s) for: inventoryLocation.");
        }
    }

    // The lines as they will be.
    private static ObjectNode merged(ObjectNode record, ObjectNode body, Set<String> replace) {
        ObjectNode merged = record.deepCopy();
        if (body.path("item").isObject()) {
            ObjectNode lines = Json.object();
            lines.set("item", body.path("item").deepCopy());
            Sublists.merge(RecordType.SALES_ORDER, merged, lines, replace);
        }
        return merged;
    }

    // Of lines that are billed in parts, in proportion; a line that is dropped takes its tax along.
    private void taxes(ObjectNode old, ObjectNode record, boolean later, ObjectNode merged) {
        record.put("taxDetailsOverride", true);
        Set<String> kept = new HashSet<>(later ? Set.of() : CHARGE_REFERENCES);
        for (ObjectNode line : Json.objects(merged.path("item"), "items")) {
            kept.add(Json.text(line, "taxDetailsReference"));
        }
        int decimals = new Totals(references).decimals(old);
        ArrayNode details = record.putObject("taxDetails").putArray("items");
        for (ObjectNode detail : Json.objects(old.path("taxDetails"), "items")) {
            String reference = References.key(detail.path("taxDetailsReference"));
            if (kept.contains(reference)) {
                details.add(share(old, merged, reference, detail, decimals));
            }
        }
    }

    private static ObjectNode share(
            ObjectNode old, ObjectNode merged, String reference, ObjectNode detail, int decimals) {
        BigDecimal whole = quantity(old, reference);
        BigDecimal part = quantity(merged, reference);
        ObjectNode share = detail.deepCopy();
        if (whole.signum() != 0 && part.signum() != 0 && part.compareTo(whole) != 0) {
            for (String field : List.of("taxBasis", "taxAmount")) {
                share.put(
                        field,
                        Json.decimal(detail, field)
                                .multiply(part)
                                .divide(whole, decimals, RoundingMode.HALF_UP));
            }
        }
        return share;
    }

    private static BigDecimal quantity(ObjectNode record, String reference) {
        return Json.objects(record.path("item"), "items").stream()
                .filter(line -> Json.text(line, "taxDetailsReference").equals(reference))
                .map(OrderProgress::quantity)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static void copy(ObjectNode old, ObjectNode record, List<String> names, String type) {
        for (String name : names) {
            if (old.has(name) && PropertyNames.knows(type, name)) {
                record.set(name, old.path(name).deepCopy());
            }
        }
    }

    private static NetSuiteError notAllowed(RecordType to) {
        return NetSuiteError.user(
                "The record has nothing left for a transformation to " + to.wireName() + ".");
    }
}
