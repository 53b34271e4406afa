package io.storeledger.console.reconcile;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Finding.What;
import io.storeledger.common.event.RecordKey;
import io.storeledger.console.reconcile.Comparison.Run;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// An order or refund that is compared.
///
/// @param orderId the order of a refund; of an order its own id
/// @param externalId what NetSuite has it under
/// @param placedAt when the store took or made it
/// @param changedAt when the store changed it last
/// @param currency empty if unknown
record Subject(
        Run run,
        What what,
        long id,
        long orderId,
        String externalId,
        Optional<Instant> placedAt,
        Optional<Instant> changedAt,
        String currency) {

    /// What people call it: `Order 17`, `Refund 17/4`.
    String name() {
        return switch (what) {
            case ORDER -> "Order " + id;
            case REFUND -> orderId == 0 ? "Refund " + id : "Refund %d/%d".formatted(orderId, id);
        };
    }

    /// What NetSuite is to have of it.
    String target() {
        return switch (what) {
            case ORDER -> "sales order";
            case REFUND -> "credit";
        };
    }

    /// The key of its record in the topics.
    String key() {
        return RecordKey.order(run.store(), orderId).toString();
    }

    /// Whether it was changed so lately that it is on its way.
    boolean isYoung() {
        return changedAt.filter(run.now().minus(run.margin())::isBefore).isPresent();
    }

    /// Whether it was changed so long ago that it should have arrived, whatever is being tried.
    boolean isOverdue() {
        return changedAt
                .filter(time -> time.isBefore(run.now().minus(run.longestWait())))
                .isPresent();
    }

    Finding finding(
            Kind kind,
            String sentence,
            Optional<BigDecimal> storeTotal,
            Optional<Transaction> there) {
        return new Finding(
                run.id(),
                run.connection(),
                run.store(),
                what,
                id,
                orderId,
                kind,
                sentence,
                placedAt.orElse(null),
                currency,
                storeTotal.orElse(null),
                there.filter(this::isOfOurCurrency).map(Transaction::total).orElse(null),
                there.map(Transaction::internalId).orElse(null),
                run.now());
    }

    /// Totals of two currencies are no pair.
    private boolean isOfOurCurrency(Transaction there) {
        return there.currency().map(currency::equals).orElse(true);
    }
}
