package io.storeledger.clients.netsuite.auth;

import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a private key from PEM: PKCS#8, PKCS#1 (RSA) or SEC1 (EC), not encrypted.
///
/// The JDK reads PKCS#8 only; the two older forms are its inner part, so they are put into it.
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] VERSION_0 = Der.hex("020100");
    private static final byte[] RSA_ENCRYPTION = Der.hex("06092a864886f70d0101010500");
    private static final byte[] EC_PUBLIC_KEY = Der.hex("06072a8648ce3d0201");
    private static final Map<Curve, byte[]> CURVES =
            Map.of(
                    Curve.P_256, Der.hex("06082a8648ce3d030107"),
                    Curve.P_384, Der.hex("06052b81040022"),
                    Curve.P_521, Der.hex("06052b81040023"));

    private Pem() {}

    /// @throws InvalidKeySpecException if this is no key; the message completes "privateKey ..."
    static PrivateKey privateKey(String text) throws InvalidKeySpecException {
        // in an environment variable line ends are often written as \n
        Matcher block = BLOCK.matcher(text.replace("\\n", "\n").replace("\\r", ""));
        if (text.contains("ENCRYPTED")) {
            throw new InvalidKeySpecException(
                    "is encrypted; write it without a passphrase (openssl pkcs8 -topk8 -nocrypt)");
        }
        if (!block.find()) {
            throw new InvalidKeySpecException(
                    "is no private key in PEM; it should begin with -----BEGIN PRIVATE KEY-----");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            return switch (block.group(1)) {
                case "PRIVATE KEY" -> pkcs8(der);
                case "RSA PRIVATE KEY" -> decode("RSA", inPkcs8(Der.sequence(RSA_ENCRYPTION), der));
                case "EC PRIVATE KEY" ->
                        decode("EC", inPkcs8(Der.sequence(EC_PUBLIC_KEY, curve(der)), der));
                default ->
                        throw new InvalidKeySpecException(
                                "is a " + block.group(1) + "; an RSA or EC key is needed");
            };
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static PrivateKey pkcs8(byte[] der) throws InvalidKeySpecException {
        return decode(contains(der, EC_PUBLIC_KEY) ? "EC" : "RSA", der);
    }

    private static PrivateKey decode(String algorithm, byte[] pkcs8)
            throws InvalidKeySpecException {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw damaged(e);
        }
    }

    private static InvalidKeySpecException damaged(Exception cause) {
        return new InvalidKeySpecException(
                "is a damaged or unsupported private key; copy the whole PEM of an RSA or EC key",
                cause);
    }

    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        for (byte[] oid : CURVES.values()) {
            if (contains(sec1, oid)) {
                return oid;
            }
        }
        throw new InvalidKeySpecException(
                "is an EC key on another curve; P-256, P-384 or P-521 is needed");
    }

    private static byte[] inPkcs8(byte[] algorithm, byte[] key) {
        return Der.sequence(VERSION_0, algorithm, Der.tagged(0x04, key));
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(bytes).contains(hex.formatHex(part));
    }
}
