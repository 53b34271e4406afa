package io.storeledger.clients.bigcommerce;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A customer as read, with all of its addresses.
///
/// @param customer the customer's own JSON, with attributes and form fields
/// @param addresses all of them, the ten that come with the customer and those beyond
/// @param calls how many calls it took
public record FetchedCustomer(ObjectNode customer, List<ObjectNode> addresses, int calls) {
    public FetchedCustomer {
        addresses = List.copyOf(addresses);
    }

    /// Leaves out the contents, which are personal data.
    @Override
    public String toString() {
        return "FetchedCustomer[" + customer.path("id").asString("") + "]";
    }
}
