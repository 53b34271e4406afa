package io.storeledger.mapping;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import java.util.Optional;
import java.util.Set;

/// What a snapshot calls for, decided before anything is mapped or asked of NetSuite: whoever
/// writes and whoever only tells what would be written decide it here.
public sealed interface Course {

    /// What says whether a snapshot is old news.
    enum Standing {
        /// Its version: NetSuite may hold a newer one.
        BY_VERSION,
        /// It is forced: it is brought though NetSuite holds a newer state.
        FORCED,
        /// It came before one that was forced.
        OVERRULED
    }

    /// It is to be mapped, and written where that differs from what NetSuite holds.
    record Bring() implements Course {}

    /// The store cancelled the order or deleted the customer: what is open of the one is to be
    /// closed in NetSuite, the other to be made inactive.
    record Withdraw(HeldRecord known) implements Course {}

    /// NetSuite holds the outcome already.
    record Unchanged(HeldRecord known) implements Course {}

    /// Nothing is to be done.
    ///
    /// @param code why, in a short stable word
    /// @param text why, in a sentence
    record Leave(String code, String text) implements Course {}

    /// For a customer that the store deleted before it came to NetSuite.
    Leave NEVER_HAD = new Leave("deleted", "The store deleted a customer that NetSuite never had.");

    /// What an order's snapshot calls for.
    ///
    /// @param known what NetSuite holds of it, as far as we wrote it
    static Course of(
            OrderSnapshot snapshot, Optional<HeldRecord> known, Rules rules, Standing standing) {
        String order = "Order " + snapshot.orderId();
        boolean cancelled = known.isPresent() && isCancelled(snapshot, rules);
        if ((cancelled || snapshot.disposition().isImported())
                && isOldNews(snapshot.version(), known, standing)) {
            return new Leave("old-news", "NetSuite holds a newer state of " + order + ".");
        }
        if (cancelled) {
            HeldRecord held = known.get();
            return held.digest().equals(Digest.CANCELLED)
                    ? new Unchanged(held)
                    : new Withdraw(held);
        }
        return switch (snapshot.disposition()) {
            case IMPORT -> new Bring();
            case INCOMPLETE -> new Leave("incomplete", order + " is Incomplete: no order yet.");
            case STATUS_NOT_IMPORTED ->
                    new Leave(
                            "status-not-imported",
                            order + " is in a status that orders.importStatuses does not name.");
            case ARCHIVED -> new Leave("archived", order + " is archived in the store.");
            case GONE -> new Leave("gone", "The store has no " + order + " any more.");
        };
    }

    /// What a refund's snapshot calls for, where its order is or can be in NetSuite.
    ///
    /// @param known the credit that we wrote
    static Course of(RefundSnapshot snapshot, Optional<HeldRecord> known, Standing standing) {
        return isOldNews(snapshot.version(), known, standing)
                ? new Leave("old-news", nameOf(snapshot) + ": NetSuite holds a newer state of it.")
                : new Bring();
    }

    /// What a customer's snapshot calls for.
    ///
    /// @param known what NetSuite holds of it, as far as we wrote it
    static Course of(
            CustomerSnapshot snapshot, Optional<HeldRecord> known, Rules rules, Standing standing) {
        if (isOldNews(snapshot.version(), known, standing)) {
            return new Leave(
                    "old-news",
                    "NetSuite holds a newer state of customer %d."
                            .formatted(snapshot.customerId()));
        }
        return switch (snapshot.presence()) {
            case PRESENT -> new Bring();
            case DELETED ->
                    switch (rules.customers().deleted()) {
                        case NOTHING ->
                                new Leave(
                                        "deleted",
                                        "The store deleted the customer; rules.customers.deleted"
                                                + " keeps it in NetSuite as it is.");
                        case INACTIVE -> switchOff(known);
                    };
        };
    }

    /// What people call a refund, at the beginning of a sentence.
    static String nameOf(RefundSnapshot refund) {
        return "Refund " + refund.order().orderId() + "/" + refund.refundId();
    }

    /// Whether it is a cancelled or declined order on which the rules act.
    static boolean isCancelled(OrderSnapshot snapshot, Rules rules) {
        String status = snapshot.order().path("status_id").asString("");
        boolean cancelled = Set.of("5", "6").contains(status);
        return switch (snapshot.disposition()) {
            case IMPORT, STATUS_NOT_IMPORTED ->
                    cancelled && rules.updates().cancelled() == Rules.Updates.Cancelled.CLOSE;
            case INCOMPLETE, ARCHIVED, GONE -> false;
        };
    }

    private static Course switchOff(Optional<HeldRecord> known) {
        if (known.isEmpty()) {
            return NEVER_HAD;
        }
        HeldRecord held = known.get();
        return switch (held.digest()) {
            case Digest.INACTIVE -> new Unchanged(held);
            case Digest.NEVER_HAD -> NEVER_HAD;
            case Digest.NEEDED ->
                    new Leave(
                            "needed",
                            "An order needed the customer after the store had deleted it, and"
                                    + " NetSuite takes no order of an inactive one.");
            default -> new Withdraw(held);
        };
    }

    private static boolean isOldNews(
            Version version, Optional<HeldRecord> known, Standing standing) {
        return switch (standing) {
            case BY_VERSION ->
                    known.filter(held -> version.isOlderThan(held.version())).isPresent();
            case FORCED -> false;
            case OVERRULED -> true;
        };
    }
}
