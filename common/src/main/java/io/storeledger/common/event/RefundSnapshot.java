package io.storeledger.common.event;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A refund as it was when fetched, with the order that it belongs to: whoever books it needs both,
/// and the order may not be in the books yet.
///
/// @param refundId BigCommerce's refund id
/// @param refund the refund's own JSON, fields that we don't know included
/// @param order the order as it was fetched together with it
/// @param version how new it is; refunds are not modified, but their payments settle later
/// @param causedBy the records that made us fetch it
/// @param calls how many calls of the store's API it cost, the order's included
public record RefundSnapshot(
        long refundId,
        ObjectNode refund,
        OrderSnapshot order,
        Version version,
        List<Cause> causedBy,
        int calls) {

    public RefundSnapshot {
        causedBy = List.copyOf(causedBy);
    }

    /// The key of the record: refunds are kept under their order.
    public RecordKey key() {
        return order.key();
    }

    /// Names the refund only: orders are full of personal data.
    @Override
    public String toString() {
        return "RefundSnapshot[" + refundId + " of " + key() + "]";
    }
}
