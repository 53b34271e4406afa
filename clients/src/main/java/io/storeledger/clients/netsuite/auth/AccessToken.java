package io.storeledger.clients.netsuite.auth;

import io.storeledger.common.config.Secret;
import java.time.Instant;

/// A bearer token.
///
/// @param value what goes into the `Authorization` header
/// @param renewAt from when on a new one should be fetched
/// @param expiresAt from when on NetSuite refuses it
public record AccessToken(Secret value, Instant renewAt, Instant expiresAt) {
    boolean isFresh(Instant now) {
        return now.isBefore(renewAt);
    }

    boolean lives(Instant now) {
        return now.isBefore(expiresAt);
    }
}
