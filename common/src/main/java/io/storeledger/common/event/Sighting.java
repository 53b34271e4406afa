package io.storeledger.common.event;

import java.time.Instant;
import java.util.Locale;

/// A record that a sweep saw in the store's lists; whether a webhook told of it is decided later.
///
/// @param connection the configured connection it belongs to
/// @param store the store hash
/// @param kind what it is
/// @param id BigCommerce's id of it
/// @param parent the order of a refund; of anything else its own id
/// @param asOf who has looked at it at this time or later knows all of it that the sweep saw
/// @param source which sweep saw it, as the event's `ce_source` will say
/// @param always whether an event is wanted however much is known
/// @param seenAt when it was seen
public record Sighting(
        String connection,
        String store,
        Kind kind,
        long id,
        long parent,
        Instant asOf,
        String source,
        boolean always,
        Instant seenAt) {

    /// What sweeps look for.
    public enum Kind {
        ORDER,
        REFUND,
        CUSTOMER;

        /// The plural, as in commands, keys and metrics.
        public String plural() {
            return name().toLowerCase(Locale.ROOT) + "s";
        }
    }

    /// The key of the record: refunds are kept under their order.
    public RecordKey key() {
        return switch (kind) {
            case ORDER, REFUND -> RecordKey.order(store, parent);
            case CUSTOMER -> RecordKey.customer(store, parent);
        };
    }
}
