package io.storeledger.clients.netsuite.auth;

import io.storeledger.common.config.Secret;
import java.util.List;
import java.util.Optional;

/// What an integration proves itself with to NetSuite's token endpoint. Ids, key and certificate
/// may change while we run.
///
/// @param clientId of the integration record
/// @param certificateId of the client credentials mapping; not the client id
/// @param privateKey the certificate's private key in PEM
/// @param algorithm to sign with; if empty, what fits the key
/// @param scopes such as `rest_webservices`
/// @param scopeAsArray whether the assertion lists the scopes as an array or as one text
/// @param certificate in PEM, to know when it ends
public record Credentials(
        Secret clientId,
        Secret certificateId,
        Secret privateKey,
        Optional<SigningAlgorithm> algorithm,
        List<String> scopes,
        boolean scopeAsArray,
        Optional<Secret> certificate) {
    /// Copies the scopes.
    public Credentials {
        scopes = List.copyOf(scopes);
    }

    /// Credentials that don't change, with a certificate whose end nobody knows.
    public Credentials(
            String clientId,
            String certificateId,
            Secret privateKey,
            SigningAlgorithm algorithm,
            List<String> scopes,
            boolean scopeAsArray) {
        this(
                Secret.of(clientId),
                Secret.of(certificateId),
                privateKey,
                Optional.of(algorithm),
                scopes,
                scopeAsArray,
                Optional.empty());
    }

    /// What is wrong with a private key, as words that follow the setting's name; empty if it fits
    /// the algorithm.
    public static Optional<String> keyFault(
            Secret privateKey, Optional<SigningAlgorithm> algorithm) {
        return SigningKey.fault(privateKey, algorithm);
    }

    /// As they are at this moment, fixed.
    Credentials now() {
        clientId.refresh();
        certificateId.refresh();
        privateKey.refresh();
        return new Credentials(
                Secret.of(clientId.reveal()),
                Secret.of(certificateId.reveal()),
                Secret.of(privateKey.reveal()),
                algorithm,
                scopes,
                scopeAsArray,
                Optional.empty());
    }
}
