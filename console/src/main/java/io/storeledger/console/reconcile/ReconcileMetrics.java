package io.storeledger.console.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Reconciliation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A connection's newest reconciliation as figures: how many findings of each kind, how old the
/// oldest order is that is not in NetSuite, and how long ago it ended. They are NaN where no
/// reconciliation is known.
///
/// `storeledger.reconcile.missing`, `.rejected`, `.waiting`, `.total.differs`,
/// `.gone.from.netsuite`, `.not.in.store`; `.oldest.unposted.seconds`, `.age.seconds`.
final class ReconcileMetrics {
    private static final String NAME = "storeledger.reconcile.";

    private final Clock clock;
    private volatile @Nullable Reconciliation last;

    ReconcileMetrics(String connection, Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
            gauge(
                    name,
                    "Findings of the newest reconciliation",
                    one -> one.counts().getOrDefault(Verdicts.name(kind), 0L),
                    connection,
                    metrics);
        }
        gauge(
                "oldest.unposted.seconds",
                "Age of the oldest order that NetSuite should have and has not; 0 if it has all",
                one -> one.oldestUnposted() == null ? 0 : since(one.oldestUnposted()),
                connection,
                metrics);
        gauge(
                "age.seconds",
                "Since the newest reconciliation ended",
                one -> since(one.finishedAt()),
                connection,
                metrics);
    }

    /// Shows a reconciliation, unless one of a later period is shown: somebody may look at last
    /// year.
    void show(Reconciliation reconciliation) {
        Reconciliation shown = last;
        if (shown == null || !reconciliation.to().isBefore(shown.to())) {
            last = reconciliation;
        }
    }

    private void gauge(
            String name,
            String about,
            ToDoubleFunction<Reconciliation> value,
            String connection,
            MeterRegistry metrics) {
        Gauge.builder(
                        NAME + name,
                        this,
                        self -> {
                            Reconciliation shown = self.last;
                            return shown == null ? Double.NaN : value.applyAsDouble(shown);
                        })
                .description(about)
                .tag("connection", connection)
                .register(metrics);
    }

    private double since(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1000.0;
    }
}
