package io.storeledger.sandbox.netsuite.record;

import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The rules of each type.
final class RuleBook {
    private final Map<RecordType, Rules> rules = new EnumMap<>(RecordType.class);
    private final Relationships relationships;

    RuleBook(References references, Records records, Features features) {
        this.relationships = new Relationships(records, references);
        for (RecordType type : RecordType.values()) {
            rules.put(
                    type,
                    switch (type) {
                        case SALES_ORDER,
                                INVOICE,
                                CASH_SALE,
                                ITEM_FULFILLMENT,
                                CREDIT_MEMO,
                                CASH_REFUND,
                                RETURN_AUTHORIZATION ->
                                new TransactionRules(
                                        type, references, records, relationships, features);
                        case CUSTOMER_DEPOSIT, CUSTOMER_REFUND ->
                                new PaymentRules(type, references, records);
                        case CUSTOMER -> new CustomerRules(references, features);
                        case CUSTOMER_SUBSIDIARY -> relationships;
                    });
        }
    }

    Rules of(RecordType type) {
        Rules found = rules.get(type);
        if (found == null) {
            throw new IllegalStateException("every type has its rules");
        }
        return found;
    }

    void saved(RecordType type, long id, ObjectNode record) {
        if (type == RecordType.CUSTOMER_SUBSIDIARY) {
            relationships.saved(id, record);
        }
    }

    void removed(RecordType type, ObjectNode record) {
        if (type == RecordType.CUSTOMER_SUBSIDIARY) {
            relationships.removed(record);
        }
    }

    void clear() {
        relationships.clear();
    }
}
