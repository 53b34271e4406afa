package io.storeledger.common.event;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A store's order, whole, as it was when fetched. Fields that we don't know are in it too.
///
/// @param connection the configured connection it belongs to
/// @param store the store hash
/// @param orderId BigCommerce's order id
/// @param disposition whether it is to be imported, and if not, why
/// @param order the order's own JSON, with consignments and fees inside; empty if it is gone
/// @param products its lines
/// @param shippingAddresses where it goes
/// @param coupons the coupons used
/// @param version how new it is
/// @param causedBy the records that made us fetch it
/// @param calls how many calls of the store's API it cost
public record OrderSnapshot(
        String connection,
        String store,
        long orderId,
        Disposition disposition,
        ObjectNode order,
        List<ObjectNode> products,
        List<ObjectNode> shippingAddresses,
        List<ObjectNode> coupons,
        Version version,
        List<Cause> causedBy,
        int calls) {

    /// Whether an order is to be imported.
    public enum Disposition {
        IMPORT,
        /// Status 0: the shopper reached the payment page; it is no order yet.
        INCOMPLETE,
        /// The connection's rules don't import orders in this status.
        STATUS_NOT_IMPORTED,
        /// The store says that it is deleted or archived (`is_deleted`).
        ARCHIVED,
        /// The store has no such order (any more).
        GONE;

        /// Whether the order belongs in NetSuite.
        public boolean isImported() {
            return this == IMPORT;
        }
    }

    public OrderSnapshot {
        products = List.copyOf(products);
        shippingAddresses = List.copyOf(shippingAddresses);
        coupons = List.copyOf(coupons);
        causedBy = List.copyOf(causedBy);
    }

    /// The key of the record.
    public RecordKey key() {
        return RecordKey.order(store, orderId);
    }

    /// Names the order; an order is full of personal data, so nothing else is printed.
    @Override
    public String toString() {
        return "OrderSnapshot[" + key() + ", " + disposition + "]";
    }
}
