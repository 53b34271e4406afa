package io.storeledger.clients.netsuite.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.config.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyAndCertificateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    @ParameterizedTest
    @EnumSource
    void isACertificateOfTheKeyAsNetSuiteWantsIt(KeyAndCertificate.Kind kind) throws Exception {
        var made = KeyAndCertificate.generate(kind, "Storeledger é main", NOW, new SecureRandom());

        X509Certificate certificate = parse(made.certificate());
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("CN=Storeledger é main");
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getKeyUsage())
                .containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(
                        Duration.between(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(730));
        assertThat(CertificateExpiry.of(made.certificate())).contains(made.expiresAt());
        String algorithm =
                switch (certificate.getPublicKey()) {
                    case RSAPublicKey rsa -> {
                        assertThat(rsa.getModulus().bitLength()).isEqualTo(3072);
                        assertThat(certificate.getSigAlgName()).isEqualTo("RSASSA-PSS");
                        yield "SHA256withRSA";
                    }
                    case ECPublicKey ec -> {
                        assertThat(ec.getParams().getOrder().bitLength()).isEqualTo(256);
                        yield "SHA256withECDSA";
                    }
                    default -> throw new AssertionError();
                };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(Pem.privateKey(made.privateKey().reveal()));
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update((byte) 1);
        assertThat(signature.verify(signed)).isTrue();
        assertThat(made.toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void choosesTheAlgorithmThatFitsTheKey() {
        for (var kind : KeyAndCertificate.Kind.values()) {
            var made = KeyAndCertificate.generate(kind, "x", NOW, new SecureRandom());

            assertThat(SigningKey.of(made.privateKey(), Optional.empty()).algorithm())
                    .isEqualTo(
                            switch (kind) {
                                case RSA -> SigningAlgorithm.PS256;
                                case EC -> SigningAlgorithm.ES256;
                            });
        }
    }

    @Test
    void tellsItsEndAsAMetric() {
        var made =
                KeyAndCertificate.generate(KeyAndCertificate.Kind.EC, "x", NOW, new SecureRandom());
        var meters = new SimpleMeterRegistry();

        new CertificateExpiry(
                "1234567",
                Optional.of(Secret.of(made.certificate())),
                Clock.fixed(NOW, ZoneOffset.UTC),
                meters);
        new CertificateExpiry("other", Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC), meters);

        var gauges = meters.find("storeledger.netsuite.certificate.expiry.timestamp").gauges();
        assertThat(gauges).hasSize(1);
        assertThat(gauges.iterator().next().value())
                .isEqualTo((double) made.expiresAt().getEpochSecond());
    }

    private static X509Certificate parse(String pem) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    }
}
