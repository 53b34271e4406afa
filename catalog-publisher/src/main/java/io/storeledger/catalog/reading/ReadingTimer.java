package io.storeledger.catalog.reading;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.event.CatalogReading;
import io.storeledger.common.event.CatalogReading.Kind;
import io.storeledger.common.metric.CatalogueMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Starts a connection's readings when they are due, one at a time, while this instance is the one
/// to read.
public final class ReadingTimer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReadingTimer.class);
    private static final String FAILED = "failed";
    private static final String GIVEN_UP = "given-up";
    private static final Duration LOOK = Duration.ofMillis(250);

    private final String connection;
    private final String store;
    private final CatalogRule rule;
    private final CatalogReader reader;
    private final ReadingLease lease;
    private final BooleanSupplier mayRead;
    private final Backoff backoff;
    private final ExecutorService work;
    private final Clock clock;
    private final RandomGenerator random;
    private final MeterRegistry registry;
    private final ScheduledFuture<?> looking;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Instant notBefore = Instant.EPOCH;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Optional<String> trouble = Optional.empty();

    /// Begins to look at the clock.
    ///
    /// @param mayRead whether what is read can be made use of yet
    /// @param timer looks; never blocked for long
    /// @param work on which readings run
    /// @param registry gets how many were made, and how old the last is
    public ReadingTimer(
            String connection,
            String store,
            CatalogRule rule,
            CatalogReader reader,
            ReadingLease lease,
            BooleanSupplier mayRead,
            Backoff backoff,
            ScheduledExecutorService timer,
            ExecutorService work,
            Clock clock,
            RandomGenerator random,
            MeterRegistry registry) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.reader = reader;
        this.lease = lease;
        this.mayRead = mayRead;
        this.backoff = backoff;
        this.work = work;
        this.clock = clock;
        this.random = random;
        this.registry = registry;
        CatalogueMetrics.READING_AGE.of(registry, this, ReadingTimer::age, connection);
        List.of(word(Kind.FULL), word(Kind.CHANGES), FAILED, GIVEN_UP)
                .forEach(outcome -> count(outcome, 0));
        looking =
                timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Why the last reading failed, in a sentence; empty if it did not.
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        looking.cancel(false);
    }

    private void look() {
        Instant now = clock.instant();
        if (!lease.isOurs(store)
                || !mayRead.getAsBoolean()
                || now.isBefore(notBefore)
                || !running.compareAndSet(false, true)) {
            return;
        }
        Optional<CatalogReading> last = lease.last(store);
        if (last.isPresent() && now.isBefore(rule.schedule().next(last.get().startedAt()))) {
            running.set(false);
            return;
        }
        work.execute(() -> {
            try {
                read(last);
            } finally {
                running.set(false);
            }
        });
    }

    private void read(Optional<CatalogReading> last) {
        // whatever may go wrong, the next look is not at once
        notBefore = clock.instant().plus(backoff.after(failures.get() + 1, random));
        try {
            CatalogReading reading = reader.read(last, () -> lease.isOurs(store));
            lease.made(reading);
            failures.set(0);
            trouble = Optional.empty();
            notBefore = rule.nextReading(reading.startedAt(), random);
            count(word(reading.kind()), 1);
            boolean news = reading.items() + reading.stocks() > 0;
            LOGGER.atLevel(news ? Level.INFO : Level.DEBUG)
                    .addKeyValue("connection", connection)
                    .log(
                            "read {} items and the stock of {} SKUs from NetSuite",
                            reading.items(),
                            reading.stocks());
        } catch (CancellationException e) {
            count(GIVEN_UP, 1);
        } catch (ApiException | KafkaException e) {
            int attempt = failures.incrementAndGet();
            trouble = Optional.of("The catalogue can't be read: " + e.getMessage());
            count(FAILED, 1);
            LOGGER.atWarn()
                    .addKeyValue("connection", connection)
                    .addKeyValue("attempt", attempt)
                    .addKeyValue("detail", e.getMessage())
                    .log("NetSuite's catalogue could not be read; tried again later");
        }
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void count(String outcome, int readings) {
        CatalogueMetrics.READINGS.of(registry, connection, outcome).increment(readings);
    }

    /// Seconds since the last reading began; nothing where another instance reads.
    private double age() {
        return lease.isOurs(store)
                ? lease.last(store)
                        .map(last ->
                                Duration.between(last.startedAt(), clock.instant()).toMillis()
                                        / 1000.0)
                        .orElse(Double.NaN)
                : Double.NaN;
    }
}
