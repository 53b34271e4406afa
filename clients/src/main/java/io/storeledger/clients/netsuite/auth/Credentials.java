package io.storeledger.clients.netsuite.auth;

import io.storeledger.common.config.Secret;
import java.util.List;
import java.util.Optional;

/// What an integration proves itself with to NetSuite's token endpoint.
///
/// @param clientId of the integration record
/// @param certificateId of the client credentials mapping; not the client id
/// @param privateKey the certificate's private key in PEM
/// @param scopes such as `rest_webservices`
/// @param scopeAsArray whether the assertion lists the scopes as an array or as one text
public record Credentials(
        String clientId,
        String certificateId,
        Secret privateKey,
        SigningAlgorithm algorithm,
        List<String> scopes,
        boolean scopeAsArray) {
    /// Copies the scopes.
    public Credentials {
        scopes = List.copyOf(scopes);
    }

    /// What is wrong with a private key, as words that follow the setting's name; empty if it fits
    /// the algorithm.
    public static Optional<String> keyFault(Secret privateKey, SigningAlgorithm algorithm) {
        return SigningKey.fault(privateKey, algorithm);
    }
}
