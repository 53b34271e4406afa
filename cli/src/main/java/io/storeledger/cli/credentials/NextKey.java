package io.storeledger.cli.credentials;

import io.storeledger.clients.netsuite.auth.KeyAndCertificate;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.OpenVault;
import java.time.Instant;
import java.util.Optional;

/// The key that `netsuite keygen` made waits beside the one in use until NetSuite has named its
/// certificate; then both change at once, so that what runs never meets a key with another's
/// certificate id.
final class NextKey {
    static final String CERTIFICATE_ID = "netsuite.certificateId";

    private static final String KEY = "netsuite.privateKey";
    private static final String CERTIFICATE = "netsuite.certificate";
    private static final String NEXT_KEY = "netsuite.next.privateKey";
    private static final String NEXT_CERTIFICATE = "netsuite.next.certificate";

    private NextKey() {}

    static void put(OpenVault vault, String connection, KeyAndCertificate made, Instant now) {
        vault.set(new CredentialId(connection, NEXT_KEY), made.privateKey().reveal(), now);
        vault.set(new CredentialId(connection, NEXT_CERTIFICATE), made.certificate(), now);
    }

    /// Takes it into use, if one waits.
    ///
    /// @return whether one did
    static boolean use(OpenVault vault, String connection, Instant now) {
        Optional<String> key = take(vault, new CredentialId(connection, NEXT_KEY));
        key.ifPresent(value -> vault.set(new CredentialId(connection, KEY), value, now));
        take(vault, new CredentialId(connection, NEXT_CERTIFICATE))
                .ifPresent(
                        value -> vault.set(new CredentialId(connection, CERTIFICATE), value, now));
        return key.isPresent();
    }

    private static Optional<String> take(OpenVault vault, CredentialId id) {
        Optional<String> value = vault.find(id);
        value.ifPresent(_ -> vault.remove(id));
        return value;
    }
}
