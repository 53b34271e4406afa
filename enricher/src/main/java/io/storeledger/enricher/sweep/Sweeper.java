package io.storeledger.enricher.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.event.Gap;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaUnavailableException;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.kafka.Refusal;
import io.storeledger.common.metric.SweepMetrics;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Tracing;
import io.storeledger.common.trace.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sweeps one store: at the start, on a schedule, and at once when webhooks may have been lost.
///
/// The instance that has the partition of the store's gaps is the one that sweeps: there is one at
/// a time, it hears of every gap, and what it has committed says which gaps are swept.
public final class Sweeper implements AutoCloseable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration AFTER_A_BROKEN_LOOP = Duration.ofSeconds(5);
    private static final int PAGE = 500;

    private static final String DONE = "done";
    private static final String FAILED = "failed";

    /// By so much of the interval a sweep comes later at most.
    private static final double JITTER = 0.1;

    private final String connection;
    private final String store;
    private final SweepConfig config;
    private final Sweep sweep;
    private final Tracing tracing;
    private final Clock clock;
    private final RandomGenerator random;
    private final MeterRegistry metrics;
    private final String topic;
    private final KafkaClients kafka;
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sweep-", 0).factory());
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile KafkaConsumer<String, byte[]> consumer;
    private volatile Optional<String> refused = Optional.empty();

    /// When the last sweep ended; null if this instance did none.
    private volatile @Nullable Instant swept;

    private boolean owned;
    private Instant due = Instant.MIN;
    private Instant beatDue = Instant.MIN;
    private @Nullable Future<?> running;
    private Future<?> beating = CompletableFuture.completedFuture(null);
    private int failures;

    /// Where the newest gap lies that is not known to be swept.
    private @Nullable TopicPartition gapAt;

    private @Nullable Instant gapFrom;
    private long gapOffset;
    private long sweptOffset;

    /// @param connection the connection's name
    /// @param store the store's hash
    public Sweeper(
            String connection,
            String store,
            SweepConfig config,
            BigCommerceClient client,
            KafkaClients kafka,
            Publisher publisher,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        this.connection = connection;
        this.store = store;
        this.config = config;
        this.tracing = kafka.tracing();
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.topic = kafka.config().nameOf(Topics.GAPS);
        this.sweep =
                new Sweep(
                        connection,
                        store,
                        config,
                        new StoreLists(client),
                        new Pass(kafka.config(), publisher, PAGE),
                        new Marks(kafka, store, publisher),
                        clock,
                        this::seen);
        SweepMetrics.AGE.of(metrics, this, Sweeper::age, connection);
        List.of(DONE, FAILED)
                .forEach(outcome -> SweepMetrics.SWEEPS.of(metrics, connection, outcome));
        for (Kind kind : Kind.values()) {
            seen(kind, 0);
        }
        this.kafka = kafka;
        consumer = consumer();
        thread = Thread.ofPlatform().daemon().name("sweeps-" + connection).unstarted(this::run);
    }

    /// Starts sweeping once it is this instance's turn.
    public void start() {
        thread.start();
    }

    /// Why it sweeps no more and never will, in a sentence; empty as long as it goes on by itself.
    public Optional<String> broken() {
        return closing.getCount() > 0 && thread.getState() == Thread.State.TERMINATED
                ? Optional.of(
                        "The sweeps of " + connection + " have ended; they need a new process.")
                : Optional.empty();
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(STOP.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What Kafka refuses it, in a sentence; empty if nothing.
    public Optional<String> refusal() {
        return refused;
    }

    private void run() {
        try (executor) {
            while (closing.getCount() > 0) {
                try (KafkaConsumer<String, byte[]> current = consumer) {
                    look(current);
                } catch (WakeupException e) {
                    // asked to close
                } catch (KafkaException | KafkaUnavailableException e) {
                    broke(e);
                    if (!isClosedWithin(AFTER_A_BROKEN_LOOP)) {
                        consumer = consumer();
                    }
                }
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return kafka.consumer("sweeps." + connection, "sweeps." + connection);
    }

    private void look(KafkaConsumer<String, byte[]> current) {
        current.subscribe(List.of(topic), this);
        try {
            while (closing.getCount() > 0) {
                current.poll(POLL).forEach(this::take);
                step();
            }
        } finally {
            owned = false;
            stopRunning();
        }
    }

    /// Logs it; a refusal only when it is a new one, since it may last.
    private void broke(RuntimeException e) {
        Optional<String> refusal = Refusal.of(e, kafka.service());
        if (refusal.isEmpty() || !refusal.equals(refused)) {
            LOG.atError()
                    .addKeyValue("connection", connection)
                    .addKeyValue("detail", refusal.orElse(e.getMessage()))
                    .log("a store can't be swept for Kafka; it is tried again");
        }
        refused = refusal;
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (!record.key().equals(Gap.key(store).toString())) {
            return;
        }
        Instant from;
        try {
            from = Json.read(record.value(), Gap.class).from();
        } catch (MalformedJsonException e) {
            from = null;
        }
        gapFrom = gapFrom != null && (from == null || gapFrom.isBefore(from)) ? gapFrom : from;
        gapAt = new TopicPartition(record.topic(), record.partition());
        gapOffset = record.offset() + 1;
        due = Instant.MIN;
    }

    private void step() {
        Future<?> current = running;
        if (current != null && current.isDone()) {
            running = null;
            finish(current);
        } else if (current == null && owned && beating.isDone()) {
            Instant now = clock.instant();
            if (!now.isBefore(due)) {
                Instant from = gapFrom;
                sweptOffset = gapOffset;
                due = Instant.MAX;
                running = executor.submit(() -> sweep(from));
            } else if (failures == 0 && !now.isBefore(beatDue)) {
                beatDue = now.plus(Sweep.BEAT);
                beating = executor.submit(this::beat);
            }
        }
    }

    private void beat() {
        try {
            sweep.beat();
        } catch (KafkaException e) {
            // the next one is as good
            LOG.atDebug().addKeyValue("connection", connection).log("a mark was not written anew");
        }
    }

    /// In a trace of its own.
    private void sweep(@Nullable Instant from) {
        Attributes of = Attributes.of(SpanAttributes.CONNECTION, connection);
        try (Work work = tracing.begin(SpanKind.INTERNAL, "sweep", of)) {
            try {
                sweep.run(from);
            } catch (ApiException | KafkaException e) {
                work.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private void finish(Future<?> ended) {
        try {
            ended.get();
            failures = 0;
            swept = clock.instant();
            count(DONE);
            settleGap();
            later(jittered(config.interval()));
        } catch (CancellationException e) {
            // not ours any more
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Throwable cause) {
        failures++;
        count(FAILED);
        Duration wait = config.retry().after(failures, random);
        if (cause instanceof ApiException.Transient later) {
            wait = later.retryAfter().orElse(wait);
        }
        later(wait);
        LOG.atLevel(failures == 1 ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                .addKeyValue("connection", connection)
                .addKeyValue("attempt", failures)
                .addKeyValue("detail", cause.getMessage())
                .log("a sweep failed and is tried again");
    }

    /// A gap that came while the sweep ran has made another one due already.
    private void later(Duration wait) {
        if (due.equals(Instant.MAX)) {
            due = clock.instant().plus(wait);
        }
    }

    private void settleGap() {
        TopicPartition at = gapAt;
        if (at == null || !owned) {
            return;
        }
        try {
            consumer.commitSync(Map.of(at, new OffsetAndMetadata(sweptOffset)));
        } catch (KafkaException e) {
            // it is swept once more then, by whoever reads it next
            LOG.atDebug().addKeyValue("connection", connection).log("a gap stays uncommitted");
        }
        if (sweptOffset == gapOffset) {
            gapAt = null;
            gapFrom = null;
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        refused = Optional.empty();
        if (assigned.contains(turn())) {
            owned = true;
            due = Instant.MIN;
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        if (revoked.contains(turn())) {
            owned = false;
            swept = null;
            gapAt = null;
            gapFrom = null;
            stopRunning();
        }
    }

    /// The partition in which this store's gaps lie.
    private TopicPartition turn() {
        return Turn.of(topic, Gap.key(store).toString(), consumer.partitionsFor(topic).size());
    }

    /// An interrupted sweep ends at its next call.
    private void stopRunning() {
        Future<?> current = running;
        running = null;
        beating.cancel(true);
        if (current != null && !current.isDone()) {
            current.cancel(true);
            awaitEnd(current);
        }
    }

    private static void awaitEnd(Future<?> cancelled) {
        try {
            cancelled.get(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException | ExecutionException | TimeoutException e) {
            // ended, or will at its next call
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration jittered(Duration interval) {
        long millis = interval.toMillis();
        return Duration.ofMillis(millis + (long) (millis * JITTER * random.nextDouble()));
    }

    private double age() {
        Instant last = swept;
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }

    private void seen(Kind kind, int count) {
        SweepMetrics.SEEN
                .of(metrics, connection, kind.name().toLowerCase(Locale.ROOT))
                .increment(count);
    }

    private void count(String outcome) {
        SweepMetrics.SWEEPS.of(metrics, connection, outcome).increment();
    }
}
