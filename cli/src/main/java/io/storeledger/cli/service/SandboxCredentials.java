package io.storeledger.cli.service;

import io.storeledger.clients.netsuite.auth.KeyAndCertificate;
import io.storeledger.clients.netsuite.auth.KeyAndCertificate.Kind;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.Vault;
import io.storeledger.sandbox.SandboxApp;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// What the simulated vendors hand out, stored where the configuration says, as `storeledger
/// netsuite keygen` and `storeledger credentials set` do it for the real ones.
public final class SandboxCredentials {
    private static final String CERTIFICATE_ID = "sandbox-certificate";

    private SandboxCredentials() {}

    /// Makes a key pair, registers it with the simulated NetSuite, and stores all credentials of
    /// these connections.
    public static void seal(
            Vault vault, SandboxApp sandbox, Collection<String> connections, Instant now) {
        KeyAndCertificate made =
                KeyAndCertificate.generate(Kind.EC, "Storeledger sandbox", now, new SecureRandom());
        sandbox.netSuite().registerCertificate(CERTIFICATE_ID, publicKey(made));
        Map<String, String> secrets =
                Map.of(
                        "bigcommerce.accessToken", sandbox.store().config().accessToken(),
                        "bigcommerce.clientSecrets", sandbox.store().config().clientSecret(),
                        "netsuite.clientId", sandbox.netSuite().config().clientId(),
                        "netsuite.certificateId", CERTIFICATE_ID,
                        "netsuite.privateKey", made.privateKey().reveal(),
                        "netsuite.certificate", made.certificate());
        boolean _ =
                vault.change(open ->
                        connections.forEach(connection ->
                                secrets.forEach((name, value) ->
                                        open.set(new CredentialId(connection, name), value, now))));
    }

    /// What the sandbox's NetSuite takes of the certificate that is uploaded.
    private static PublicKey publicKey(KeyAndCertificate made) {
        byte[] certificate = made.certificate().getBytes(StandardCharsets.US_ASCII);
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new IllegalStateException("we made it ourselves", e);
        }
    }
}
