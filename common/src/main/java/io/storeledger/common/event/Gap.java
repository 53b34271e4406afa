package io.storeledger.common.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A time in which webhooks of a store may have been lost: the ingress asks the enricher to sweep
/// at once.
///
/// @param connection the configured connection it belongs to
/// @param store the store hash
/// @param from when it began; null if nobody knows, then from where the last sweep ended
/// @param reason what happened, a short stable word: `down`, `hook-inactive`, `domain-blocked`
/// @param at when it was noticed
public record Gap(
        String connection, String store, @Nullable Instant from, String reason, Instant at) {

    /// The key of a store's newest gap.
    public static RecordKey key(String store) {
        return new RecordKey(store, "gap", "webhooks");
    }
}
