package io.storeledger.writer.held;

import io.storeledger.common.kafka.Hold;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.service.Opened;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The view's Kafka Streams application, running.
///
/// Kafka Streams replaces no thread of a global table. Where Kafka refuses it the topic, the whole
/// application ends and is made anew, once Kafka lets it.
final class HeldView implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeldView.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final String topic;
    private final Supplier<KafkaStreams> maker;
    private final Hold hold;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile KafkaStreams streams;

    /// What Kafka refused the application that is made anew; empty if none is.
    private volatile Optional<Throwable> refused = Optional.empty();

    private volatile boolean closed;

    /// Starts it; returns once all is read.
    ///
    /// @param topic its name on the cluster
    /// @param maker makes the application
    HeldView(KafkaClients kafka, String topic, Supplier<KafkaStreams> maker) {
        this.topic = topic;
        this.maker = maker;
        this.hold = new Hold(kafka, KafkaAccess.NETSUITE_WRITER);
        this.streams = started();
    }

    /// What lies under a key; null if nothing does.
    ///
    /// @throws KafkaException while it is made anew
    byte @Nullable [] get(String key) {
        Optional<Throwable> why = refused;
        if (why.isPresent()) {
            throw new KafkaException("the view of " + topic + " is read anew", why.get());
        }
        return streams.store(
                        StoreQueryParameters.fromNameAndType(
                                HeldRecordsTopology.STORE,
                                QueryableStoreTypes.<String, byte[]>keyValueStore()))
                .get(key);
    }

    /// Whether it is complete and follows the topic.
    boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /// What is being waited for, in a sentence; empty while it runs.
    Optional<String> waitingFor() {
        return hold.refusal()
                .or(() ->
                        switch (streams.state()) {
                            case RUNNING -> Optional.empty();
                            case CREATED, REBALANCING -> Optional.of(reads());
                            case PENDING_ERROR, ERROR, PENDING_SHUTDOWN, NOT_RUNNING ->
                                    Optional.of(
                                            refused.isPresent()
                                                    ? reads()
                                                    : "the view of "
                                                            + topic
                                                            + " has stopped; restart the writer");
                        });
    }

    /// What is broken so that only a new process mends it, in a sentence; empty if nothing is.
    Optional<String> broken() {
        return switch (streams.state()) {
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING -> Optional.empty();
            case PENDING_ERROR, ERROR -> refused.isPresent() ? Optional.empty() : waitingFor();
        };
    }

    @Override
    public void close() {
        closed = true;
        hold.close();
        lock.lock();
        try {
            streams.close(STOP);
        } finally {
            lock.unlock();
        }
    }

    private String reads() {
        return "reads what NetSuite holds from " + topic;
    }

    private KafkaStreams started() {
        try (var opened = new Opened()) {
            KafkaStreams made = maker.get();
            opened.closeBy(() -> made.close(STOP));
            made.setUncaughtExceptionHandler(this::ended);
            made.setStateListener((now, _) -> {
                if (now == State.ERROR && refused.isPresent()) {
                    Thread.ofPlatform().daemon().name("held-again").start(this::startAgain);
                }
            });
            made.start();
            var _ = opened.keep();
            return made;
        }
    }

    private StreamThreadExceptionResponse ended(Throwable failure) {
        refused = heldFor(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /// Returns once it can be made anew; with nothing if it can't.
    private Optional<Throwable> heldFor(Throwable failure) {
        if (hold.held(failure)) {
            return Optional.of(failure);
        }
        LOGGER.atError().setCause(failure).log("the view of what NetSuite holds has stopped");
        return Optional.empty();
    }

    private void startAgain() {
        lock.lock();
        try {
            while (!closed && refused.isPresent()) {
                try {
                    streams = started();
                    refused = Optional.empty();
                    LOGGER.atInfo().log("the view of what NetSuite holds is read anew");
                } catch (StreamsException e) {
                    refused = heldFor(e);
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
