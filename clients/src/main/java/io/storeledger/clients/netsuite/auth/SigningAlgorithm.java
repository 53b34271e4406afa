package io.storeledger.clients.netsuite.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.util.Arrays;
import java.util.Optional;

/// The algorithms NetSuite accepts for a client assertion (Oracle help section_162790605110); RS256
/// is none of them.
public enum SigningAlgorithm {
    /// RSASSA-PSS with SHA-256.
    PS256,
    /// RSASSA-PSS with SHA-384.
    PS384,
    /// RSASSA-PSS with SHA-512.
    PS512,
    /// ECDSA on P-256.
    ES256,
    /// ECDSA on P-384.
    ES384,
    /// ECDSA on P-521.
    ES512;

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    /// The curve of an EC algorithm; empty for RSA.
    Optional<Curve> curve() {
        return switch (this) {
            case PS256, PS384, PS512 -> Optional.empty();
            case ES256 -> Optional.of(Curve.P_256);
            case ES384 -> Optional.of(Curve.P_384);
            case ES512 -> Optional.of(Curve.P_521);
        };
    }

    /// The usual algorithm of a key: on its curve, or of RSA.
    static Optional<SigningAlgorithm> of(Optional<Curve> curve) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.curve().equals(curve))
                .findFirst();
    }

    /// What key this algorithm needs, in words.
    String key() {
        return curve().map(curve -> "an EC key on the curve " + curve.getName())
                .orElse("an RSA key of 3072 or 4096 bits");
    }
}
