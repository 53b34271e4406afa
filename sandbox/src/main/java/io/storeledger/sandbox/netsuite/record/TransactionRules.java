package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What NetSuite demands of a transaction with item lines: OneWorld's checks, references, status.
final class TransactionRules implements Rules {
    private static final List<String> BODY_NUMBERS =
            List.of("shippingCost", "handlingCost", "discountRate", "exchangeRate");
    private static final List<String> LINE_NUMBERS = List.of("quantity", "rate", "amount");
    private static final List<String> OF_SUBSIDIARY = List.of("location", "department", "class");

    private final RecordType type;
    private final References references;
    private final Totals totals;
    private final Records records;
    private final Relationships relationships;
    private final Features features;
    private final Applications applications;

    TransactionRules(
            RecordType type,
            References references,
            Records records,
            Relationships relationships,
            Features features) {
        this.type = type;
        this.references = references;
        this.totals = new Totals(references);
        this.records = records;
        this.relationships = relationships;
        this.features = features;
        this.applications = new Applications(records);
    }

    @Override
    public void apply(ObjectNode record, Optional<ObjectNode> before, Change change) {
        if (isOrder() && before.isPresent() && change.fields().contains("item")) {
            OrderProgress.checkLines(before.get(), record);
        }
        ObjectNode customer = customer(record);
        references.resolve(record, "");
        numbers(record, BODY_NUMBERS, "");
        if (features.oneWorld()) {
            subsidiary(record, customer);
        }
        if (type != RecordType.ITEM_FULFILLMENT) {
            currency(record, customer);
        }
        lines(record);
        belongs(record, record, "");
        if (type == RecordType.ITEM_FULFILLMENT) {
            records.find(RecordType.SALES_ORDER, record.path("createdFrom"))
                    .map(order -> order.packed().tree())
                    .ifPresent(order -> OrderProgress.checkSending(order, record, before));
        } else {
            totals.compute(record);
        }
        if (record.has("discountRate") && !record.has("discountItem")) {
            throw NetSuiteError.user("Please enter value(s) for: Discount Item.");
        }
        if (!record.has("tranId")) {
            record.put("tranId", prefix() + change.id());
        }
        applications.check(type, record, before);
        Statuses.complete(type, record, before, references);
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
                records.find(RecordType.CUSTOMER, entity)
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
        if (!asked.equals(primary) && !relationships.related(Json.text(customer, "id"), asked)) {
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
        if (!features.oneWorld()) {
            return;
        }
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

    private String prefix() {
        return switch (type) {
            case SALES_ORDER -> "SO";
            case INVOICE -> "INV";
            case CASH_SALE -> "CS";
            case ITEM_FULFILLMENT -> "IF";
            case CREDIT_MEMO -> "CM";
            case CASH_REFUND -> "CR";
            case RETURN_AUTHORIZATION -> "RMA";
            case CUSTOMER_DEPOSIT, CUSTOMER_REFUND, CUSTOMER, CUSTOMER_SUBSIDIARY -> "TX";
        };
    }
}
