package io.storeledger.clients.netsuite.auth;

import io.storeledger.common.config.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;

/// A private key and the self-signed certificate to be uploaded to NetSuite for it.
///
/// RSA of 3072 bits or EC on P-256, for two years at most (Oracle help subsect_162755332391). The
/// JDK can read certificates but has no public way to make one; a self-signed one is little DER, so
/// it is written here.
///
/// @param privateKey PKCS#8 in PEM
/// @param certificate X.509 in PEM; no secret
/// @param expiresAt the certificate's end
public record KeyAndCertificate(Secret privateKey, String certificate, Instant expiresAt) {
    /// NetSuite shortens what is longer than two years.
    private static final Duration LIFE = Duration.ofDays(730);

    /// Clocks differ.
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final byte[] VERSION_3 = Der.hex("a003020102");
    private static final byte[] COMMON_NAME = Der.hex("0603550403");
    private static final byte[] ECDSA_WITH_SHA256 = Der.hex("300a06082a8648ce3d040302");
    private static final byte[] RSASSA_PSS = Der.hex("06092a864886f70d01010a");

    /// Critical: for digital signatures only.
    private static final byte[] KEY_USAGE =
            Der.tagged(0xa3, Der.sequence(Der.hex("300e0603551d0f0101ff040403020780")));

    /// As in Oracle's own instructions: `rsa_padding_mode:pss`, `rsa_pss_saltlen:64`.
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 64, 1);

    /// What kind of key.
    public enum Kind {
        /// RSA of 3072 bits, for PS256.
        RSA,
        /// On P-256, for ES256.
        EC
    }

    /// Makes a pair.
    ///
    /// @param name what the certificate calls its owner, so that people know it in NetSuite
    public static KeyAndCertificate generate(
            Kind kind, String name, Instant now, SecureRandom random) {
        try {
            KeyPair pair = pair(kind, random);
            Instant start = now.minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS);
            Instant end = start.plus(LIFE);
            byte[] algorithm = algorithm(kind);
            byte[] owner = owner(name);
            byte[] toBeSigned =
                    Der.sequence(
                            VERSION_3,
                            Der.tagged(0x02, new BigInteger(126, random).setBit(126).toByteArray()),
                            algorithm,
                            owner,
                            Der.sequence(time(start), time(end)),
                            owner,
                            pair.getPublic().getEncoded(),
                            KEY_USAGE);
            byte[] certificate =
                    Der.sequence(
                            toBeSigned, algorithm, Der.bits(sign(kind, pair, toBeSigned, random)));
            return new KeyAndCertificate(
                    Secret.of(pem("PRIVATE KEY", pair.getPrivate().getEncoded())),
                    pem("CERTIFICATE", certificate),
                    end);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has RSA, P-256 and RSASSA-PSS", e);
        }
    }

    private static KeyPair pair(Kind kind, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.name());
        AlgorithmParameterSpec parameters =
                switch (kind) {
                    case RSA -> new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4);
                    case EC -> new ECGenParameterSpec("secp256r1");
                };
        generator.initialize(parameters, random);
        return generator.generateKeyPair();
    }

    private static byte[] sign(Kind kind, KeyPair pair, byte[] what, SecureRandom random)
            throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(
                        switch (kind) {
                            case RSA -> "RSASSA-PSS";
                            case EC -> "SHA256withECDSA";
                        });
        if (kind == Kind.RSA) {
            signature.setParameter(PSS);
        }
        signature.initSign(pair.getPrivate(), random);
        signature.update(what);
        return signature.sign();
    }

    private static byte[] algorithm(Kind kind) throws GeneralSecurityException, IOException {
        return switch (kind) {
            case RSA -> {
                var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
                parameters.init(PSS);
                yield Der.sequence(RSASSA_PSS, parameters.getEncoded());
            }
            case EC -> ECDSA_WITH_SHA256;
        };
    }

    private static byte[] owner(String name) {
        byte[] text = Der.tagged(0x0c, name.getBytes(StandardCharsets.UTF_8));
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, text)));
    }

    private static byte[] time(Instant time) {
        return Der.tagged(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
    }
}
