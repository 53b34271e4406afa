package io.storeledger.clients.netsuite.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Secret;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Optional;

/// The private key that belongs to the certificate mapped in NetSuite.
final class SigningKey {
    private final JWSSigner signer;
    private final SigningAlgorithm algorithm;

    private SigningKey(JWSSigner signer, SigningAlgorithm algorithm) {
        this.signer = signer;
        this.algorithm = algorithm;
    }

    /// @param algorithm if empty, the usual one for such a key
    /// @throws ConfigException in one sentence naming `privateKey`, if the key doesn't fit
    static SigningKey of(Secret pem, Optional<SigningAlgorithm> algorithm) {
        try {
            return read(pem, algorithm);
        } catch (InvalidKeySpecException e) {
            throw new ConfigException("netsuite", List.of("privateKey " + e.getMessage() + "."));
        }
    }

    /// What is wrong with a key, as words that follow the setting's name; empty if it fits.
    static Optional<String> fault(Secret pem, Optional<SigningAlgorithm> algorithm) {
        try {
            read(pem, algorithm);
            return Optional.empty();
        } catch (InvalidKeySpecException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    JWSSigner signer() {
        return signer;
    }

    SigningAlgorithm algorithm() {
        return algorithm;
    }

    private static SigningKey read(Secret pem, Optional<SigningAlgorithm> wanted)
            throws InvalidKeySpecException {
        PrivateKey key = Pem.privateKey(pem.reveal());
        Optional<Curve> curve =
                key instanceof ECPrivateKey ec ? Optional.of(curve(ec)) : Optional.empty();
        SigningAlgorithm algorithm =
                wanted.or(() -> SigningAlgorithm.of(curve)).orElse(SigningAlgorithm.ES256);
        try {
            return new SigningKey(signer(key, algorithm), algorithm);
        } catch (InvalidKeySpecException e) {
            throw wanted.isPresent() && hasOwn(key, curve)
                    ? new InvalidKeySpecException(
                            e.getMessage() + "; leave algorithm out to take what fits the key", e)
                    : e;
        }
    }

    /// Whether there is an algorithm for the key, if only another one was not asked for.
    private static boolean hasOwn(PrivateKey key, Optional<Curve> curve) {
        return key instanceof RSAPrivateKey rsa
                ? fits(rsa)
                : SigningAlgorithm.of(curve).filter(own -> own.curve().isPresent()).isPresent();
    }

    private static JWSSigner signer(PrivateKey key, SigningAlgorithm algorithm)
            throws InvalidKeySpecException {
        Optional<Curve> curve = algorithm.curve();
        return switch (key) {
            case RSAPrivateKey rsa when curve.isEmpty() && fits(rsa) -> new RSASSASigner(rsa);
            case RSAPrivateKey rsa ->
                    throw unfit(
                            "is an RSA key of %d bits".formatted(rsa.getModulus().bitLength()),
                            algorithm);
            case ECPrivateKey ec when curve.isPresent() && curve.get().equals(curve(ec)) ->
                    ecdsa(ec, curve.get());
            case ECPrivateKey ec ->
                    throw unfit("is an EC key on the curve " + curve(ec).getName(), algorithm);
            default -> throw unfit("is a key of another kind", algorithm);
        };
    }

    /// Oracle help subsect_162755332391: 3072 or 4096 bits, nothing else.
    private static boolean fits(RSAPrivateKey key) {
        int bits = key.getModulus().bitLength();
        return bits == 3072 || bits == 4096;
    }

    private static JWSSigner ecdsa(ECPrivateKey key, Curve curve) throws InvalidKeySpecException {
        try {
            return new ECDSASigner(key, curve);
        } catch (JOSEException e) {
            throw new InvalidKeySpecException("can't sign on " + curve.getName(), e);
        }
    }

    private static Curve curve(ECPrivateKey key) {
        Curve curve = Curve.forECParameterSpec(key.getParams());
        return curve == null ? new Curve("unknown") : curve;
    }

    private static InvalidKeySpecException unfit(String what, SigningAlgorithm algorithm) {
        return new InvalidKeySpecException(
                "%s; %s needs %s".formatted(what, algorithm, algorithm.key()));
    }
}
