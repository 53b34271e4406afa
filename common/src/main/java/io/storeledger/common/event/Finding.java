package io.storeledger.common.event;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a reconciliation found wrong with an order or a refund.
///
/// @param run the reconciliation's id
/// @param connection the configured connection
/// @param store the store's hash
/// @param what whether it is an order or a refund
/// @param id BigCommerce's id of it
/// @param orderId the order of a refund; of an order its own id
/// @param kind what is wrong
/// @param sentence what is wrong, in words an accountant understands
/// @param placedAt when the store took the order or made the refund
/// @param currency the transaction's, as ISO 4217 says
/// @param storeTotal what the store charged or refunded; absent if the store has no such record
/// @param netSuiteTotal what NetSuite holds; absent if it holds none
/// @param internalId NetSuite's id of it, if it holds one
/// @param at when it was found
public record Finding(
        String run,
        String connection,
        String store,
        What what,
        long id,
        long orderId,
        Kind kind,
        String sentence,
        @Nullable Instant placedAt,
        String currency,
        @Nullable BigDecimal storeTotal,
        @Nullable BigDecimal netSuiteTotal,
        @Nullable String internalId,
        Instant at) {

    /// What is compared.
    public enum What {
        ORDER,
        REFUND
    }

    /// What can be wrong.
    public enum Kind {
        /// NetSuite has none, and nothing says why.
        MISSING,
        /// NetSuite has none, because it was rejected: it lies in the dead letters.
        REJECTED,
        /// NetSuite has none yet, or not its newest state; it is on its way.
        WAITING,
        /// NetSuite holds another total.
        TOTAL_DIFFERS,
        /// We wrote it, and NetSuite has none any more.
        GONE_FROM_NETSUITE,
        /// NetSuite holds it, and the store does not.
        NOT_IN_STORE
    }

    /// The key of the record: refunds are kept under their order.
    public RecordKey key() {
        return RecordKey.order(store, orderId);
    }
}
