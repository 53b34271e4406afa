package io.storeledger.clients.netsuite.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.common.config.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CertificateWarningTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    @BeforeEach
    void listen() {
        log.start();
        logger().setLevel(Level.WARN);
        logger().addAppender(log);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    @Test
    void warnsOnceADayFromSixtyDaysBefore() {
        var made =
                KeyAndCertificate.generate(KeyAndCertificate.Kind.EC, "x", NOW, new SecureRandom());
        var expiry =
                new CertificateExpiry(
                        "1234567",
                        Optional.of(Secret.of(made.certificate())),
                        clock,
                        new SimpleMeterRegistry());
        expiry.look();
        now.set(made.expiresAt().minus(Duration.ofDays(61)));
        expiry.look();
        assertThat(log.list).isEmpty();

        now.set(made.expiresAt().minus(Duration.ofDays(59)));
        expiry.look();
        expiry.look();
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getKeyValuePairs().toString()).contains("days=\"59\"");

        now.set(made.expiresAt().minus(Duration.ofDays(58)));
        expiry.look();
        assertThat(log.list).hasSize(2);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(CertificateExpiry.class);
    }
}
