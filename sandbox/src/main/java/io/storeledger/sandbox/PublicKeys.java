package io.storeledger.sandbox;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// Reads the public key of a PEM, a certificate or a bare key.
final class PublicKeys {
    private PublicKeys() {}

    /// @throws IllegalArgumentException if there is no RSA or EC key in it
    static PublicKey ofPem(String pem) {
        try {
            if (pem.contains("BEGIN CERTIFICATE")) {
                var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(bytes)
                        .getPublicKey();
            }
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "").strip();
            return ofBytes(Base64.getMimeDecoder().decode(base64));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no public key in this PEM", e);
        }
    }

    private static PublicKey ofBytes(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePublic(new X509EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // the other one may fit
            }
        }
        throw new InvalidKeySpecException("neither an EC nor an RSA key");
    }
}
