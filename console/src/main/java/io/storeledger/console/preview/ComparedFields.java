package io.storeledger.console.preview;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Which fields of a body can be compared with what was sent last.
enum ComparedFields {
    /// The customer's id is filled in when it is written, and an order that stands keeps its
    /// status.
    OF_ORDERS,
    /// Only the lines of a credit that stands are written.
    OF_CREDITS,
    /// The external id of the body is the name that we ask for, not a fact of the customer.
    OF_CUSTOMERS;

    private static final List<String> LINES = List.of("item", "taxDetailsOverride", "taxDetails");

    List<Difference> differences(ObjectNode before, ObjectNode after) {
        return switch (this) {
            case OF_ORDERS ->
                    Differences.of(before, after, Set.of("entity", "orderStatus", "externalId"));
            case OF_CREDITS -> Differences.of(lines(before), lines(after), Set.of());
            case OF_CUSTOMERS -> Differences.of(before, after, Set.of("externalId"));
        };
    }

    private static ObjectNode lines(ObjectNode body) {
        return body.deepCopy().retain(LINES);
    }
}
