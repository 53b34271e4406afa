package io.storeledger.common.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// Finds Tink's client for a key management system on the class path.
///
/// Tink's clients for Google's and Amazon's bring some fifty and thirty artefacts with them, so
/// they are not ours: who wants one adds it. As released they are not registered with
/// `ServiceLoader`, so these two are known by name; any other is found if it registers itself.
final class KeyManagement {
    private record Known(String type, String artefact) {}

    private static final Map<String, Known> KNOWN =
            Map.of(
                    "gcp-kms",
                            new Known(
                                    "com.google.crypto.tink.integration.gcpkms.GcpKmsClient",
                                    "com.google.crypto.tink:tink-gcpkms:1.10.0"),
                    "aws-kms",
                            new Known(
                                    "com.google.crypto.tink.integration.awskms.AwsKmsClient",
                                    "com.google.crypto.tink:tink-awskms:1.11.0"));

    private KeyManagement() {}

    /// A key that is asked for over a network. Each client fails there in its own ways, unchecked
    /// ones too; to whoever opens the credentials they are all one.
    private record Remote(String uri, Aead aead) implements Aead {
        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData)
                throws GeneralSecurityException {
            try {
                return aead.encrypt(plaintext, associatedData);
            } catch (RuntimeException e) {
                throw unanswered(e);
            }
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData)
                throws GeneralSecurityException {
            try {
                return aead.decrypt(ciphertext, associatedData);
            } catch (RuntimeException e) {
                throw unanswered(e);
            }
        }

        private GeneralSecurityException unanswered(RuntimeException e) {
            return new GeneralSecurityException(uri + " does not answer: " + e.getMessage(), e);
        }
    }

    /// @throws VaultException if there is no client for it, or it can't log in
    static Aead aead(String uri) {
        KmsClient client =
                registered(uri)
                        .or(() -> known(uri))
                        .orElseThrow(() -> new VaultException(missing(uri)));
        try {
            return new Remote(uri, client.withDefaultCredentials().getAead(uri));
        } catch (GeneralSecurityException e) {
            throw new VaultException(
                    "%s can't be used: its client finds no credentials in this environment (%s)."
                            .formatted(uri, e.getMessage()),
                    e);
        }
    }

    private static Optional<KmsClient> registered(String uri) {
        return ServiceLoader.load(KmsClient.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(client -> client.doesSupport(uri))
                .findFirst();
    }

    private static Optional<KmsClient> known(String uri) {
        Known known = KNOWN.get(scheme(uri));
        if (known == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Class.forName(known.type())
                            .asSubclass(KmsClient.class)
                            .getConstructor()
                            .newInstance());
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static String missing(String uri) {
        Known known = KNOWN.get(scheme(uri));
        return known == null
                ? "%s: no client for %s:// is on the class path; add one that is registered as a com.google.crypto.tink.KmsClient."
                        .formatted(uri, scheme(uri))
                : "%s needs %s, with all that it depends on, among Storeledger's jars; copy it there with mvn dependency:copy-dependencies."
                        .formatted(uri, known.artefact());
    }

    private static String scheme(String uri) {
        return uri.substring(0, uri.indexOf(':'));
    }
}
