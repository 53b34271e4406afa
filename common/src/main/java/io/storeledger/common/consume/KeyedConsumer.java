package io.storeledger.common.consume;

import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaUnavailableException;
import io.storeledger.common.kafka.Refusal;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Consumes topics key by key: a key's records in order, keys side by side, far beyond the number
/// of partitions.
///
/// At least once: an offset is committed when its record and all below it are settled, together
/// with which ones above it are, so that a rebalance or restart replays only what was in flight.
/// Records that queue up for a key while it is busy are handed over together. `Retry` parks the key
/// and nobody else; `Rejected` goes to `<topic>.dead-letters`; `Halt` stops this consumer until a
/// person has mended the cause. Both tries are told in `storeledger.attempts`. See
/// `docs/decisions/` for why this is not a library's.
public final class KeyedConsumer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyedConsumer.class);
    private static final Duration AFTER_A_BROKEN_LOOP = Duration.ofSeconds(5);

    /// How long a stop waits for calls under way; then they are cut, and made again after the next
    /// start. Orchestrators kill after 30 s whoever has not ended.
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /// How long a stop waits for the last commit after that.
    private static final Duration LAST_COMMIT_WITHIN = Duration.ofSeconds(8);

    /// How long a stop waits for attempts that are not in the log yet.
    private static final Duration TO_BE_TOLD = Duration.ofSeconds(2);

    private final ConsumerSettings settings;
    private final KafkaClients kafka;
    private final Predicate<String> keys;
    private final AssignmentGate gate;
    private final Lanes lanes;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaProducer<String, byte[]> letters;
    private final DeadLetters deadLetters;
    private final Attempts attempts;
    private final Clock clock;
    private final LagWatch lag;
    private final ConsumerMetrics metrics;
    private final ConsumerSpans spans;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<PollLoop> loop = Optional.empty();
    private volatile Optional<String> broken = Optional.empty();

    /// Which error of the virtual machine there was: what else works in it nobody knows.
    private volatile Optional<String> machineFailed = Optional.empty();

    /// What Kafka refused a handler or the dead letters last; empty once it refuses no more.
    private volatile Optional<String> refused = Optional.empty();

    /// @param keys which keys are this consumer's to handle; the others are passed over
    /// @param gate holds new partitions back until the handler can judge their records
    public KeyedConsumer(
            ConsumerSettings settings,
            KafkaClients kafka,
            Predicate<String> keys,
            RecordHandler handler,
            AssignmentGate gate,
            Clock clock,
            RandomGenerator random,
            ConsumerMetrics metrics) {
        this.settings = settings;
        this.kafka = kafka;
        this.keys = keys;
        this.gate = gate;
        this.metrics = metrics;
        this.clock = clock;
        this.spans =
                new ConsumerSpans(kafka.tracing(), kafka.config().groupPrefix() + settings.name());
        this.producer = kafka.producer(settings.name() + "-told", Map.of());
        this.letters = kafka.producer(settings.name() + "-letters", DeadLetters.PRODUCER);
        this.deadLetters = new DeadLetters(letters);
        this.attempts =
                new Attempts(
                        producer,
                        kafka.config().nameOf(Topics.ATTEMPTS),
                        settings.name(),
                        metrics::attemptLost);
        this.lanes = new Lanes(settings, random, batch -> handle(handler, batch));
        this.lag = new LagWatch(clock);
        metrics.watch(settings, kafka.config(), lanes, lag);
        this.thread = Thread.ofPlatform().name(settings.name()).unstarted(this::run);
    }

    /// Starts polling.
    public void start() {
        thread.start();
    }

    /// What keeps it from working, in a sentence; empty if nothing does but a vendor.
    public Optional<String> trouble() {
        if (isFlowing()) {
            broken = Optional.empty();
        }
        return broken.or(() -> refused);
    }

    /// Whether it is in its group and what is assigned flows, be it nothing.
    public boolean isFlowing() {
        return loop.map(PollLoop::isFlowing).orElse(false);
    }

    /// Why it consumes no more and never will, or can be trusted no more, in a sentence; empty as
    /// long as it goes on by itself.
    public Optional<String> broken() {
        if (machineFailed.isPresent()) {
            return machineFailed.map(error ->
                    "The virtual machine failed in the consumer %s (%s); it needs a new process."
                            .formatted(settings.name(), error));
        }
        return closing.getCount() > 0 && thread.getState() == Thread.State.TERMINATED
                ? Optional.of(
                        "The consumer " + settings.name() + " has ended; it needs a new process.")
                : Optional.empty();
    }

    /// Lets what runs end, commits, and leaves the group. What has not ended after 10 s is cut and
    /// not committed.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(STOP_WITHIN)) {
                LOGGER.atWarn()
                        .addKeyValue("consumer", settings.name())
                        .log("calls under way are cut; they are made again after the next start");
                lanes.close();
                var _ = thread.join(LAST_COMMIT_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.close();
        attempts.close();
        letters.close(TO_BE_TOLD);
        producer.close(TO_BE_TOLD);
    }

    /// What the first of them that does not flow waits for, for a service's readiness.
    public static Optional<String> waitingFor(List<KeyedConsumer> consumers) {
        return consumers.stream()
                .flatMap(consumer ->
                        consumer
                                .trouble()
                                .or(() ->
                                        consumer.isFlowing()
                                                ? Optional.empty()
                                                : Optional.of(
                                                        "waits for partitions of "
                                                                + consumer.settings.topics()))
                                .stream())
                .findFirst();
    }

    /// Why the first of them that is halted is, in a sentence. Its service works all the same, and
    /// a new process would be halted as well.
    public static Optional<String> halted(List<KeyedConsumer> consumers) {
        return consumers.stream()
                .flatMap(consumer -> consumer.lanes.halted().stream())
                .map(Reason::text)
                .findFirst();
    }

    /// What the first of them waits for that never had partitions, for a service's start-up: what a
    /// vendor or Kafka refuses is no reason to start anew.
    public static Optional<String> starting(List<KeyedConsumer> consumers) {
        return consumers.stream()
                .filter(consumer -> consumer.trouble().isEmpty())
                .map(consumer -> waitingFor(List.of(consumer)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Why the first of them that has ended has, for a service's liveness.
    public static Optional<String> broken(List<KeyedConsumer> consumers) {
        return consumers.stream().map(KeyedConsumer::broken).flatMap(Optional::stream).findFirst();
    }

    /// Closes all of them side by side: each may have to wait for calls under way.
    public static void closeAll(List<KeyedConsumer> consumers) {
        List<Thread> closing =
                consumers.stream()
                        .map(consumer -> Thread.ofPlatform().start(consumer::close))
                        .toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (KafkaConsumer<String, byte[]> consumer =
                    kafka.consumer(settings.name(), settings.name())) {
                var current = new PollLoop(consumer, settings, keys, gate, lanes, lag);
                loop = Optional.of(current);
                current.runUntil(() -> closing.getCount() == 0);
            } catch (KafkaException | KafkaUnavailableException | IllegalStateException e) {
                if (closing.getCount() == 0) {
                    LOGGER.atDebug().setCause(e).log("the loop was closed in mid-assignment");
                    return;
                }
                broken = broken(e);
                awaitClosing(AFTER_A_BROKEN_LOOP);
            }
        }
    }

    /// Logs why the loop broke; a refusal only when it is a new one, since it may last.
    private Optional<String> broken(RuntimeException e) {
        Optional<String> refusal = Refusal.of(e, kafka.service());
        if (refusal.isEmpty()) {
            LOGGER.atError()
                    .addKeyValue("consumer", settings.name())
                    .setCause(e)
                    .log("the consuming loop broke and starts again");
            return Optional.of(
                    "The consumer " + settings.name() + " is stopped: " + e.getMessage());
        }
        sayOnce(refusal.get(), broken);
        return refusal;
    }

    private void sayOnce(String refusal, Optional<String> before) {
        LOGGER.atLevel(before.equals(Optional.of(refusal)) ? Level.DEBUG : Level.ERROR)
                .addKeyValue("consumer", settings.name())
                .addKeyValue("detail", refusal)
                .log("Kafka refuses a consumer what it needs; it is tried again");
    }

    private Outcome handle(RecordHandler handler, Batch batch) {
        try (Work work = spans.begin(batch)) {
            Outcome outcome = judged(handler, batch);
            ConsumerSpans.end(work, outcome);
            return outcome;
        }
    }

    /// The one place where everything that a handler may throw is caught: no record is lost by it.
    private Outcome judged(RecordHandler handler, Batch batch) {
        Instant begun = clock.instant();
        long started = System.nanoTime();
        Outcome outcome;
        try {
            outcome = handled(handler, batch);
            switch (outcome) {
                case Rejected(Reason reason) -> deadLetters.write(batch, key -> reason);
                case RejectedSome(Map<String, Reason> reasons) ->
                        deadLetters.write(batch, reasons::get);
                case Done done -> {}
                case Skipped skipped -> {}
                case Retry retry -> {}
                case Halt halt -> {}
            }
            refused = Optional.empty();
        } catch (Throwable e) {
            outcome = new Retry(Optional.empty(), failed(e, batch));
        }
        metrics.handled(outcome, batch, System.nanoTime() - started);
        attempts.tell(batch, outcome, begun, clock.instant());
        OutcomeLog.log(LOGGER, settings.name(), batch, outcome);
        return outcome;
    }

    private static Outcome handled(RecordHandler handler, Batch batch) {
        try {
            return handler.handle(batch);
        } catch (RecordTooLargeException e) {
            // it would be as large at the next try
            return new Rejected(
                    new Reason(
                            "too-large",
                            "What comes of it is larger than Kafka takes. " + e.getMessage()));
        }
    }

    private Reason failed(Throwable e, Batch batch) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
            machineFailed = Optional.of(e.getClass().getSimpleName());
        }
        Optional<String> refusal = Refusal.of(e, kafka.service());
        if (refusal.isPresent()) {
            sayOnce(refusal.get(), refused);
            refused = refusal;
            return new Reason("kafka-refused", refusal.get());
        }
        LOGGER.atError()
                .addKeyValue("consumer", settings.name())
                .addKeyValue("key", batch.key())
                .addKeyValue("attempt", batch.attempt())
                .setCause(e)
                .log("a handler failed; the record is tried again");
        return new Reason("unexpected", e.getClass().getSimpleName());
    }

    private void awaitClosing(Duration longest) {
        try {
            var ignored = closing.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
