package io.storeledger.enricher.sweep;

import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Sighting.Kind;
import java.time.Instant;

/// A record in one of the store's lists.
///
/// @param id the store's id of it
/// @param parent the order of a refund; of anything else its own id
/// @param asOf when it was changed
record Seen(Kind kind, long id, long parent, Instant asOf) {

    /// The event that says so.
    Sighting sighting(
            String connection,
            String store,
            Instant due,
            String source,
            boolean always,
            Instant now) {
        return new Sighting(connection, store, kind, id, parent, due, source, always, now);
    }
}
