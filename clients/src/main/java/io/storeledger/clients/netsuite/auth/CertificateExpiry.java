package io.storeledger.clients.netsuite.auth;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.config.Secret;
import io.storeledger.common.metric.VendorMetrics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in time that the certificate mapped in NetSuite ends: the metric
/// [VendorMetrics#CERTIFICATE_EXPIRY] always, a warning a day from 60 days before.
///
/// Without it the first thing anybody notices is that nothing works any more.
public final class CertificateExpiry {
    private static final Logger LOGGER = LoggerFactory.getLogger(CertificateExpiry.class);
    private static final Duration WARN_BEFORE = Duration.ofDays(60);
    private static final Duration WARN_EVERY = Duration.ofDays(1);

    private final String account;
    private final Optional<Secret> certificate;
    private final Clock clock;
    private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.MIN);

    /// @param certificate in PEM; without one there is neither metric nor warning
    public CertificateExpiry(
            String account, Optional<Secret> certificate, Clock clock, MeterRegistry meters) {
        this.account = account;
        this.certificate = certificate;
        this.clock = clock;
        if (certificate.isPresent()) {
            VendorMetrics.CERTIFICATE_EXPIRY.of(meters, this, CertificateExpiry::epoch, account);
        }
    }

    /// When a certificate ends; empty if it is none.
    ///
    /// @param pem X.509 in PEM
    public static Optional<Instant> of(String pem) {
        try {
            byte[] bytes = pem.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
            return CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(bytes))
                            instanceof X509Certificate x509
                    ? Optional.of(x509.getNotAfter().toInstant())
                    : Optional.empty();
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    /// Warns if it is time for that; cheap enough for each call.
    public void look() {
        Instant now = clock.instant();
        Instant next = nextLook.get();
        if (certificate.isEmpty()
                || now.isBefore(next)
                || !nextLook.compareAndSet(next, now.plus(WARN_EVERY))) {
            return;
        }
        expiry().filter(end -> now.isAfter(end.minus(WARN_BEFORE)))
                .ifPresent(end ->
                        LOGGER.atWarn()
                                .addKeyValue("account", account)
                                .addKeyValue("expiresAt", end)
                                .addKeyValue("days", Duration.between(now, end).toDays())
                                .log(
                                        "The NetSuite certificate ends soon; make another with"
                                                + " storeledger netsuite keygen"));
    }

    private Optional<Instant> expiry() {
        return certificate.flatMap(pem -> of(pem.reveal()));
    }

    private double epoch() {
        return expiry().map(end -> (double) end.getEpochSecond()).orElse(Double.NaN);
    }
}
