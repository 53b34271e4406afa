package io.storeledger.catalog.difference;

import io.storeledger.common.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Up to when the topology, in all its instances, has read the orders: what it decides knows none
/// that was published later.
///
/// That is now, unless no instance was there for a while, or they wait for something.
public final class OrdersRead implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OrdersRead.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /// Less than this nobody has to hear of.
    private static final Duration NOT_BEHIND = Duration.ofMinutes(1);

    private final UnreadOrders unread;
    private final Clock clock;
    private final Instant startedAt;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("orders-read").factory());
    private volatile Instant upTo = Instant.EPOCH;

    /// Looks for the first time, which is to be before the topology starts, and again and again.
    ///
    /// @throws KafkaException if the cluster does not answer
    public OrdersRead(KafkaClients kafka, Clock clock) {
        this.unread = new UnreadOrders(kafka, clock);
        this.clock = clock;
        this.startedAt = clock.instant();
        try {
            look();
        } catch (KafkaException e) {
            close();
            throw e;
        }
        long millis = BETWEEN_LOOKS.toMillis();
        var _ =
                looks.scheduleWithFixedDelay(
                        this::lookAgain, millis, millis, TimeUnit.MILLISECONDS);
    }

    /// Up to when; never later than now.
    Instant upTo() {
        return upTo;
    }

    /// Whether all that was there at the start is read.
    public boolean isCaughtUp() {
        return !upTo.isBefore(startedAt);
    }

    /// What is left of that at the start, in a sentence; empty once it is read.
    public Optional<String> waitingFor() {
        return isCaughtUp()
                ? Optional.empty()
                : Optional.of(
                        "reads the orders that came while nobody read them, before it reads"
                                + " NetSuite; it has those of up to "
                                + upTo.truncatedTo(ChronoUnit.SECONDS));
    }

    /// That it is far behind, in a sentence; empty if it is not.
    public Optional<String> behind() {
        return upTo.plus(NOT_BEHIND).isBefore(clock.instant())
                ? Optional.of(
                        "The topology has read the orders of up to %s only; until it goes on, stock is compared with the store's own orders since then."
                                .formatted(upTo.truncatedTo(ChronoUnit.SECONDS)))
                : Optional.empty();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        unread.close();
    }

    private void look() {
        unread.since().filter(since -> since.isAfter(upTo)).ifPresent(since -> upTo = since);
    }

    private void lookAgain() {
        try {
            look();
        } catch (KafkaException e) {
            LOGGER.atDebug().setCause(e).log("Kafka does not say which orders are read");
        }
    }
}
