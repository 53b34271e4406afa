package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What NetSuite demands of a transaction with item lines: OneWorld's checks, references, status.
final class TransactionRules implements Rules {
    private static final List<String> BODY_NUMBERS =
            List.of("shippingCost", "handlingCost", "discountRate", "exchangeRate");
    private static final List<String> LINE_NUMBERS = List.of("quantity", "rate", "amount");
    private static final List<String> OF_SUBSIDIARY = List.of("location", "department", "class");
    // Partially fulfilled and beyond: lines can't be taken away any more.
    private static final Set<String> STARTED = Set.of("C", "D", "E", "F", "G", "H");

    private final RecordType type;
    private final References references;
    private final Totals totals;
    private final Function<JsonNode, Optional<StoredRecord>> customers;
    private final BiPredicate<String, String> related;

    /// @param related whether a customer may be used with a subsidiary that isn't its primary one
    TransactionRules(
            RecordType type,
            References references,
            Function<JsonNode, Optional<StoredRecord>> customers,
            BiPredicate<String, String> related) {
        this.type = type;
        this.references = references;
        this.totals = new Totals(references);
        this.customers = customers;
        this.related = related;
    }

    @Override
    public void apply(ObjectNode record, Optional<ObjectNode> before, Change change) {
        String status = before.map(b -> Json.text(b.path("status"), "id")).orElse("");
        if (STARTED.contains(status) && change.fields().contains("item") && isOrder()) {
            throw NetSuiteError.user(
                    "You cannot change or remove lines of an order that was fulfilled or billed.");
        }
        ObjectNode customer = customer(record);
        references.resolve(record, "");
        numbers(record, BODY_NUMBERS, "");
        subsidiary(record, customer);
        currency(record, customer);
        lines(record);
        belongs(record, record, "");
        totals.compute(record);
        if (record.has("discountRate") && !record.has("discountItem")) {
            throw NetSuiteError.user("Please enter value(s) for: Discount Item.");
        }
        if (!record.has("tranId")) {
            record.put("tranId", prefix() + change.id());
        }
        status(record, status);
    }

    private boolean isOrder() {
        return type == RecordType.SALES_ORDER;
    }

    private ObjectNode customer(ObjectNode record) {
        JsonNode entity = record.path("entity");
        if (entity.isMissingNode()) {
            throw NetSuiteError.user("Please enter value(s) for: Customer.");
        }
        ObjectNode customer =
                customers
                        .apply(entity)
                        .map(found -> found.packed().tree().put("id", Long.toString(found.id())))
                        .orElseThrow(() ->
                                NetSuiteError.invalidReference(
                                        "customer", References.key(entity), "entity"));
        ObjectNode reference = Json.object();
        reference.put("id", Json.text(customer, "id"));
        reference.put("refName", Json.text(customer, "entityId"));
        record.set("entity", reference);
        if (customer.path("isInactive").asBoolean(false)) {
            throw NetSuiteError.invalidReference("customer", References.key(entity), "entity");
        }
        return customer;
    }

    private void subsidiary(ObjectNode record, ObjectNode customer) {
        String primary = References.key(customer.path("subsidiary"));
        if (!record.has("subsidiary")) {
            record.set("subsidiary", customer.path("subsidiary"));
        }
        String asked = References.key(record.path("subsidiary"));
        if (!asked.equals(primary) && !related.test(Json.text(customer, "id"), asked)) {
            throw NetSuiteError.invalidReference("subsidiary", asked, "subsidiary");
        }
    }

    private static void currency(ObjectNode record, ObjectNode customer) {
        if (!record.has("currency")) {
            if (customer.has("currency")) {
                record.set("currency", customer.path("currency"));
            }
            return;
        }
        String asked = References.key(record.path("currency"));
        boolean known =
                asked.equals(References.key(customer.path("currency")))
                        || Json.objects(customer.path("currencyList"), "items").stream()
                                .anyMatch(e -> References.key(e.path("currency")).equals(asked));
        if (!known) {
            throw NetSuiteError.invalidReference("currency", asked, "currency");
        }
    }

    private void lines(ObjectNode record) {
        List<ObjectNode> lines = Json.objects(record.path("item"), "items");
        if (lines.isEmpty()) {
            throw NetSuiteError.user("You must enter at least one line item for this transaction.");
        }
        for (int i = 0; i < lines.size(); i++) {
            String path = "item.items[" + i + "]";
            ObjectNode line = lines.get(i);
            if (line.path("item").isMissingNode()) {
                throw NetSuiteError.invalidContent(
                        "Error while accessing a resource. Please enter value(s) for: Item.",
                        path + ".item");
            }
            references.resolve(line, path);
            numbers(line, LINE_NUMBERS, path);
            belongs(record, line, path);
        }
        List<ObjectNode> taxes = Json.objects(record.path("taxDetails"), "items");
        for (int i = 0; i < taxes.size(); i++) {
            references.resolve(taxes.get(i), "taxDetails.items[" + i + "]");
        }
    }

    private void belongs(ObjectNode record, ObjectNode node, String path) {
        String subsidiary = References.key(record.path("subsidiary"));
        for (String field : OF_SUBSIDIARY) {
            String table = field.equals("class") ? "classification" : field;
            if (!node.has(field)) {
                continue;
            }
            boolean available =
                    references
                            .row(table, node.path(field))
                            .map(row -> Json.text(row, "subsidiary"))
                            .map(list -> Arrays.asList(list.split(",\\s*", -1)))
                            .filter(list -> list.contains(subsidiary))
                            .isPresent();
            if (!available) {
                String key = References.key(node.path(field));
                throw NetSuiteError.invalidReference(
                        field, key, path.isEmpty() ? field : path + "." + field);
            }
        }
    }

    private static void numbers(ObjectNode node, List<String> fields, String path) {
        for (String field : fields) {
            if (node.has(field) && Json.decimalOrNull(node.path(field)) == null) {
                throw NetSuiteError.invalidContent(
                        "Error while accessing a resource. Invalid Field Value %s for the following field: %s"
                                .formatted(Json.text(node, field), field),
                        path.isEmpty() ? field : path + "." + field);
            }
        }
    }

    private void status(ObjectNode record, String before) {
        if (!isOrder()) {
            record.putObject("status").put("id", before.isEmpty() ? "A" : before);
            return;
        }
        String id = before;
        if (before.isEmpty() || before.equals("A") || before.equals("B")) {
            String asked = References.key(record.path("orderStatus"));
            id = asked.equals("A") || asked.equals("B") ? asked : "B";
            record.putObject("orderStatus").put("id", id);
        }
        OrderState state = OrderState.valueOf(id);
        record.putObject("status").put("id", id).put("refName", state.label());
        record.putObject("source").put("id", "restWebServices");
    }

    private String prefix() {
        return isOrder() ? "SO" : "TX";
    }
}
