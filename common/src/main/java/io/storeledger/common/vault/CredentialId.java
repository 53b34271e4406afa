package io.storeledger.common.vault;

import io.storeledger.common.json.Json;

/// What a secret is for: the setting it stands in for.
///
/// @param connection the connection's name
/// @param name the path of the setting below the connection, such as `bigcommerce.accessToken`
public record CredentialId(String connection, String name) {
    @Override
    public String toString() {
        return connection + " " + name;
    }

    /// What a secret is sealed with, so that it opens only here: unambiguous, whatever the names
    /// contain.
    byte[] associatedData(String setAt) {
        return Json.bytes(new String[] {"storeledger credential", connection, name, setAt});
    }
}
