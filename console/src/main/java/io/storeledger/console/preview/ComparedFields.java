package io.storeledger.console.preview;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Which fields of a body can be compared with what was sent last.
enum ComparedFields {
    /// The customer's id is filled in when it is written, and an order that stands keeps its
    /// status.
    OF_ORDERS(Set.of("entity", "orderStatus", "externalId")),
    /// Only the lines of a credit that stands are written.
    OF_CREDITS(Set.of()),
    /// The external id of the body is the name that we ask for, not a fact of the customer.
    OF_CUSTOMERS(Set.of("externalId"));

    private static final List<String> LINES = List.of("item", "taxDetailsOverride", "taxDetails");

    private final Set<String> leftOut;

    ComparedFields(Set<String> leftOut) {
        this.leftOut = leftOut;
    }

    List<Difference> differences(ObjectNode before, ObjectNode after) {
        return switch (this) {
            case OF_ORDERS, OF_CUSTOMERS -> Differences.of(before, after, leftOut);
            case OF_CREDITS -> Differences.of(lines(before), lines(after), leftOut);
        };
    }

    private static ObjectNode lines(ObjectNode body) {
        return body.deepCopy().retain(LINES);
    }
}
