package io.storeledger.console.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.consume.Lease;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.metric.ConsoleMetrics;
import io.storeledger.console.reconcile.ReconcileConfig.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reconciles a connection when it is due, while this instance is the one to do it.
final class ReconcileTimer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReconcileTimer.class);

    /// By whom the reconciliations of the schedule are made.
    static final String BY = "schedule";

    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final String connection;
    private final String store;
    private final String key;
    private final Plan plan;
    private final Reconciliations reconciliations;
    private final ReconcileMetrics figures;
    private final Lease lease;
    private final Backoff backoff;
    private final Clock clock;
    private final RandomGenerator random;
    private final MeterRegistry metrics;
    private final Instant begun;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    /// When it is due; null while this instance does not know.
    private @Nullable Instant due;

    /// Begins to look at the clock.
    ReconcileTimer(
            String connection,
            String store,
            Plan plan,
            Reconciliations reconciliations,
            ReconcileMetrics figures,
            Lease lease,
            Backoff backoff,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        this.connection = connection;
        this.store = store;
        this.key = new RecordKey(store, "reconciliation", BY).toString();
        this.plan = plan;
        this.reconciliations = reconciliations;
        this.figures = figures;
        this.lease = lease;
        this.backoff = backoff;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.begun = clock.instant();
        count(DONE, 0);
        count(FAILED, 0);
        this.thread = Thread.ofVirtual().name("reconcile-" + connection).start(this::run);
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            var _ = thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (lease.isOurs(key)) {
                    look();
                } else {
                    due = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Instant next = due == null ? next() : due;
            due = next;
            Instant now = clock.instant();
            if (!now.isBefore(next)) {
                // whatever goes wrong, the next look is not at once
                due = now.plus(backoff.after(failures + 1, random));
                reconciliations
                        .reconcile(connection, new Period(now.minus(plan.period()), now), BY, false)
                        .ifPresent(done -> due = later(done.reconciliation().startedAt()));
                failures = 0;
                count(DONE, 1);
            }
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            // asked to close
        } catch (ApiException | KafkaException e) {
            failures++;
            count(FAILED, 1);
            LOGGER.atWarn()
                    .addKeyValue("connection", connection)
                    .addKeyValue("attempt", failures)
                    .addKeyValue("detail", e.getMessage())
                    .log("a reconciliation failed and is tried again later");
        }
    }

    /// After the last one, whoever made it; the very first waits for its hour as well.
    private Instant next() {
        List<Reconciliation> ours =
                reconciliations.newest().stream().filter(one -> one.store().equals(store)).toList();
        ours.forEach(figures::show);
        return ours.stream()
                .filter(one -> one.by().equals(BY))
                .findFirst()
                .map(last -> later(last.startedAt()))
                .orElseGet(() -> later(begun));
    }

    private Instant later(Instant last) {
        return plan.schedule().next(last).plusMillis(random.nextLong(plan.jitter().toMillis() + 1));
    }

    private void count(String outcome, int more) {
        ConsoleMetrics.RECONCILIATIONS.of(metrics, connection, outcome).increment(more);
    }
}
