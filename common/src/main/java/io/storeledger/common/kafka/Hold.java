package io.storeledger.common.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds a Kafka Streams thread that Kafka refused something, or that broke because topics are not
/// as it needs them, before it is replaced, until it has what it lacks: else threads would break
/// one after the other, and nobody would hear why.
public final class Hold implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Hold.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Admission admission;
    private final String service;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<String> refusal = Optional.empty();

    /// @param access what the service needs
    public Hold(KafkaClients kafka, KafkaAccess access) {
        this.admission = new Admission(kafka, access);
        this.service = access.service();
    }

    /// Returns at once if nothing is known to be lacking; else once nothing is, or this is closed.
    ///
    /// @return whether something was lacking
    public boolean held(Throwable failure) {
        Optional<String> refused = Refusal.of(failure, service).or(this::lacking);
        if (refused.isEmpty()) {
            return false;
        }
        refusal = refused;
        LOGGER.atError()
                .addKeyValue("detail", refused.get())
                .log("a topology waits for what it lacks in Kafka");
        boolean waits = true;
        while (waits && !isClosedWithin(BETWEEN_LOOKS)) {
            try {
                Optional<String> missing = admission.refusal();
                refusal = missing.or(() -> refused);
                waits = missing.isPresent();
            } catch (KafkaException e) {
                LOGGER.atDebug().setCause(e).log("Kafka does not say what it allows");
            }
        }
        refusal = Optional.empty();
        return true;
    }

    private Optional<String> lacking() {
        try {
            return admission.refusal();
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }

    /// What a thread is held for, in sentences; empty if none is.
    public Optional<String> refusal() {
        return refusal;
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
