package io.storeledger.clients.netsuite.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The algorithms NetSuite accepts for a client assertion (Oracle help section_162790605110); RS256
/// is none of them.
public enum SigningAlgorithm {
    /// RSASSA-PSS with SHA-256.
    PS256(JWSAlgorithm.PS256, null),
    /// RSASSA-PSS with SHA-384.
    PS384(JWSAlgorithm.PS384, null),
    /// RSASSA-PSS with SHA-512.
    PS512(JWSAlgorithm.PS512, null),
    /// ECDSA on P-256.
    ES256(JWSAlgorithm.ES256, Curve.P_256),
    /// ECDSA on P-384.
    ES384(JWSAlgorithm.ES384, Curve.P_384),
    /// ECDSA on P-521.
    ES512(JWSAlgorithm.ES512, Curve.P_521);

    private final JWSAlgorithm jws;
    private final @Nullable Curve curve;

    SigningAlgorithm(JWSAlgorithm jws, @Nullable Curve curve) {
        this.jws = jws;
        this.curve = curve;
    }

    JWSAlgorithm jws() {
        return jws;
    }

    /// The curve of an EC algorithm; empty for RSA.
    Optional<Curve> curve() {
        return Optional.ofNullable(curve);
    }

    /// What key this algorithm needs, in words.
    String key() {
        return curve == null
                ? "an RSA key of 3072 or 4096 bits"
                : "an EC key on the curve " + curve.getName();
    }
}
