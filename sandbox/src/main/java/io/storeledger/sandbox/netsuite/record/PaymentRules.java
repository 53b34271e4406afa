package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What NetSuite demands of a deposit and of a refund of money: no lines, but amounts.
final class PaymentRules implements Rules {
    private final RecordType type;
    private final References references;
    private final Records records;
    private final Applications applications;

    PaymentRules(RecordType type, References references, Records records) {
        this.type = type;
        this.references = references;
        this.records = records;
        this.applications = new Applications(records);
    }

    @Override
    public void apply(ObjectNode record, Optional<ObjectNode> before, Change change) {
        ObjectNode customer = customer(record);
        references.resolve(record, "");
        for (String field : new String[] {"subsidiary", "currency"}) {
            if (!record.has(field) && customer.has(field)) {
                record.set(field, customer.path(field));
            }
        }
        if (!record.has("tranId")) {
            record.put("tranId", "PAY" + change.id());
        }
        if (type == RecordType.CUSTOMER_DEPOSIT) {
            BigDecimal payment = Json.decimal(record, "payment");
            if (payment.signum() <= 0) {
                throw NetSuiteError.user("Please enter value(s) for: Payment Amount.");
            }
            record.put("total", payment);
        } else {
            applications.check(type, record, before);
            BigDecimal total =
                    Applications.sum(Json.objects(record.path("apply"), "items"))
                            .add(deposits(record));
            if (total.signum() <= 0) {
                throw NetSuiteError.user("You must apply this refund to at least one document.");
            }
            record.put("total", total);
        }
        Statuses.complete(type, record, before, references);
    }

    private ObjectNode customer(ObjectNode record) {
        JsonNode given = record.path("customer");
        StoredRecord customer =
                records.find(RecordType.CUSTOMER, given)
                        .orElseThrow(() ->
                                NetSuiteError.invalidReference(
                                        "customer", References.key(given), "customer"));
        record.putObject("customer").put("id", Long.toString(customer.id()));
        return customer.packed().tree();
    }

    private BigDecimal deposits(ObjectNode record) {
        BigDecimal sum = BigDecimal.ZERO;
        for (ObjectNode entry : Json.objects(record.path("deposit"), "items")) {
            StoredRecord deposit =
                    records.find(RecordType.CUSTOMER_DEPOSIT, entry.path("doc"))
                            .orElseThrow(() ->
                                    NetSuiteError.invalidReference(
                                            "deposit",
                                            References.key(entry.path("doc")),
                                            "deposit"));
            BigDecimal most = Json.decimal(deposit.packed().tree(), "payment");
            BigDecimal amount = Json.decimal(entry, "amount", most);
            if (amount.compareTo(most) > 0) {
                throw NetSuiteError.user("The refund exceeds the deposit.");
            }
            sum = sum.add(amount);
        }
        return sum;
    }
}
