package io.storeledger.ingress.hooks;

import io.storeledger.common.event.Gap;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the enricher of gaps, and keeps what it could not tell yet.
final class Gaps {
    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    private final String connection;
    private final String store;
    private final Publisher publisher;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Gap untold;

    Gaps(String connection, String store, Publisher publisher, Clock clock) {
        this.connection = connection;
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Webhooks may have been lost; told with the next [#tell].
    ///
    /// @param from since when; null if nobody knows
    void note(String reason, @Nullable Instant from) {
        lock.lock();
        try {
            Instant earliest = untold == null ? from : earlier(untold.from(), from);
            untold = new Gap(connection, store, earliest, reason, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /// Writes what was noted, if anything.
    ///
    /// @throws org.apache.kafka.common.KafkaException if it could not be written; it stays noted
    void tell() {
        Gap gap = noted();
        if (gap == null) {
            return;
        }
        publisher.publish(Topics.GAPS, Gap.key(store).toString(), gap, List.of());
        forget(gap);
        LOG.atWarn()
                .addKeyValue("connection", connection)
                .addKeyValue("reason", gap.reason())
                .log("webhooks may have been lost; the gap will be swept");
    }

    private @Nullable Gap noted() {
        lock.lock();
        try {
            return untold;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Gap told) {
        lock.lock();
        try {
            if (told.equals(untold)) {
                untold = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
