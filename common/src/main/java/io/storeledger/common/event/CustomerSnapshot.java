package io.storeledger.common.event;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A store's customer, whole, as it was when fetched. Fields that we don't know are in it too.
///
/// @param connection the configured connection it belongs to
/// @param store the store hash
/// @param customerId BigCommerce's customer id
/// @param presence whether the store still has it
/// @param customer the customer's own JSON; empty if it is gone
/// @param addresses all of its addresses
/// @param version how new it is
/// @param causedBy the records that made us fetch it
/// @param calls how many calls of the store's API it cost
public record CustomerSnapshot(
        String connection,
        String store,
        long customerId,
        Presence presence,
        ObjectNode customer,
        List<ObjectNode> addresses,
        Version version,
        List<Cause> causedBy,
        int calls) {

    /// Whether the store has the customer.
    public enum Presence {
        PRESENT,
        /// The store has no such customer any more.
        DELETED
    }

    public CustomerSnapshot {
        addresses = List.copyOf(addresses);
        causedBy = List.copyOf(causedBy);
    }

    /// The key of the record.
    public RecordKey key() {
        return RecordKey.customer(store, customerId);
    }

    /// Names the customer; nothing else is printed, for it is all personal data.
    @Override
    public String toString() {
        return "CustomerSnapshot[" + key() + ", " + presence + "]";
    }
}
