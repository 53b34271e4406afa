package io.storeledger.console.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.metric.ConsoleMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A connection's newest reconciliation as figures: how many findings of each kind, how old the
/// oldest order is that is not in NetSuite, and how long ago it ended. They are NaN where no
/// reconciliation is known.
final class ReconcileMetrics {
    private final Clock clock;
    private volatile @Nullable Reconciliation last;

    ReconcileMetrics(String connection, Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            ConsoleMetrics.FINDINGS.of(
                    metrics,
                    this,
                    shown(one -> one.counts().getOrDefault(Verdicts.name(kind), 0L)),
                    connection,
                    kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        ConsoleMetrics.OLDEST_UNPOSTED.of(
                metrics,
                this,
                shown(one -> one.oldestUnposted() == null ? 0 : since(one.oldestUnposted())),
                connection);
        ConsoleMetrics.RECONCILE_AGE.of(
                metrics, this, shown(one -> since(one.finishedAt())), connection);
    }

    /// Shows a reconciliation, unless one of a later period is shown: somebody may look at last
    /// year.
    void show(Reconciliation reconciliation) {
        Reconciliation shown = last;
        if (shown == null || !reconciliation.to().isBefore(shown.to())) {
            last = reconciliation;
        }
    }

    private static ToDoubleFunction<ReconcileMetrics> shown(
            ToDoubleFunction<Reconciliation> value) {
        return self -> {
            Reconciliation shown = self.last;
            return shown == null ? Double.NaN : value.applyAsDouble(shown);
        };
    }

    private double since(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1000.0;
    }
}
