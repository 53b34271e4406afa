package io.storeledger.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PublicKey;

/// Reads the public key of a PEM, a certificate or a bare key.
final class PublicKeys {
    private PublicKeys() {}

    /// @throws IllegalArgumentException if there is no RSA or EC key in it
    static PublicKey ofPem(String pem) {
        try {
            JWK key =
                    pem.contains("BEGIN CERTIFICATE")
                            ? JWK.parseFromPEMEncodedX509Cert(pem)
                            : JWK.parseFromPEMEncodedObjects(pem);
            return switch (key) {
                case RSAKey rsa -> rsa.toPublicKey();
                case ECKey ec -> ec.toPublicKey();
                default -> throw new IllegalArgumentException("neither an RSA nor an EC key");
            };
        } catch (JOSEException e) {
            throw new IllegalArgumentException("no public key in this PEM", e);
        }
    }
}
