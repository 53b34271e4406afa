package io.storeledger.ingress;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shut while Kafka does not answer, so that requests are turned away at once instead of each
/// waiting in vain; one at a time is let through to find out whether Kafka is back.
final class KafkaGate {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaGate.class);

    /// How the gate stood when a request came to it. Compared by identity: a request's outcome
    /// counts only for the stand it was let through by.
    sealed interface Stand {}

    /// Everybody may pass.
    record Open() implements Stand {}

    /// The next one may pass as the probe.
    record Shut() implements Stand {}

    /// Nobody may pass until the probe has its answer.
    record Probing() implements Stand {}

    private final AtomicReference<Stand> stand = new AtomicReference<>(new Open());

    /// The stand by which the caller passes, null if it may not; an outcome must follow.
    @Nullable Stand enter() {
        Stand now = Objects.requireNonNull(stand.get());
        return switch (now) {
            case Open open -> open;
            case Shut shut -> {
                Stand probing = new Probing();
                yield stand.compareAndSet(shut, probing) ? probing : null;
            }
            case Probing probing -> null;
        };
    }

    /// Kafka acknowledged a write, whoever's it was.
    void answered() {
        if (!isOpen() && !(stand.getAndSet(new Open()) instanceof Open)) {
            LOG.atInfo().log("Kafka answers again; webhooks are taken");
        }
    }

    /// A write was not acknowledged in time.
    void failed(Stand entered, String reason) {
        if (stand.compareAndSet(entered, new Shut()) && entered instanceof Open) {
            LOG.atWarn()
                    .addKeyValue("reason", reason)
                    .log("Kafka does not answer; webhooks are refused with 503 until it does");
        }
    }

    boolean isOpen() {
        return stand.get() instanceof Open;
    }
}
