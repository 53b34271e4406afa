package io.storeledger.ingress.callback;

import io.storeledger.common.event.RecordKey;
import java.time.Instant;
import java.util.Optional;

/// What a body turned out to be.
public sealed interface Parsed {

    /// An event of the connection's store that belongs to one record.
    ///
    /// @param scope the vendor's name of the event, `store/order/updated`
    /// @param key the record it belongs to
    /// @param time when it happened; some samples have no `created_at`
    /// @param hash the vendor's own id of the event; equal for its repeated deliveries
    record Callback(String scope, RecordKey key, Optional<Instant> time, Optional<String> hash)
            implements Parsed {}

    /// Nothing we can place; what could be read of it.
    record Unknown(Why why, Optional<String> scope, Optional<Instant> time, Optional<String> hash)
            implements Parsed {}

    /// An event of another store than the connection's.
    record OtherStore() implements Parsed {}

    /// Why a body can't be placed.
    enum Why {
        NO_JSON("no-json", "The body is not one JSON value, or it is nested too deeply."),
        NO_ENVELOPE(
                "no-envelope",
                "The body has no scope, or no producer that names a store: it is no callback."),
        UNKNOWN_SCOPE("unknown-scope", "Events of this scope are not known."),
        NO_ID("no-id", "The callback does not say which record it is about.");

        private final String code;
        private final String sentence;

        Why(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        /// A short stable word.
        public String code() {
            return code;
        }

        /// The same for people.
        public String sentence() {
            return sentence;
        }
    }
}
