package io.storeledger.clients.netsuite;

import io.storeledger.common.config.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Key pairs made for the tests, one of each kind.
public final class Keys {
    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    private Keys() {}

    /// A key pair, made once.
    ///
    /// @param kind a number of RSA bits, or an EC curve such as `secp256r1`
    public static KeyPair pair(String kind) {
        return PAIRS.computeIfAbsent(kind, Keys::generate);
    }

    /// The private key in PKCS#8.
    public static Secret pem(String kind) {
        return pem("PRIVATE KEY", pair(kind).getPrivate().getEncoded());
    }

    /// Any DER in PEM.
    public static Secret pem(String label, byte[] der) {
        return Secret.of(
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label));
    }

    private static KeyPair generate(String kind) {
        try {
            KeyPairGenerator generator;
            if (kind.matches("\\d+")) {
                generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(Integer.parseInt(kind));
            } else {
                generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(kind));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
