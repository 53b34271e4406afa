package io.storeledger.common.metric;

import static io.storeledger.common.metric.Component.CONSOLE;
import static io.storeledger.common.metric.Label.CONNECTION;
import static io.storeledger.common.metric.Label.TOPIC;
import static io.storeledger.common.metric.Label.oneOf;

import java.util.List;

/// What the console keeps an eye on: dead letters and reconciliation. Each instance of it shows the
/// same dead letters: take the maximum, not the sum.
public final class ConsoleMetrics {
    private static final String RECONCILED = "where the connection can be reconciled";

    /// Views not complete.
    public static final GaugeMetric BEHIND =
            new GaugeMetric(
                    Spec.of(
                                    "console.behind",
                                    "Records of the log that the console's views have not read yet",
                                    CONSOLE)
                            .in("records"));

    /// Dead letters that nobody has seen to.
    public static final GaugeMetric OPEN =
            new GaugeMetric(
                    Spec.of(
                                    "dead.letters.open",
                                    "Dead letters that nobody has redriven or dropped; of stores of"
                                            + " no configured connection as connection \"other\"",
                                    CONSOLE)
                            .by(CONNECTION));

    /// And how old.
    public static final GaugeMetric OLDEST =
            new GaugeMetric(
                    Spec.of(
                                    "dead.letters.oldest",
                                    "Since the oldest open dead letter was rejected; 0 if there is"
                                            + " none",
                                    CONSOLE)
                            .in(Spec.SECONDS)
                            .by(CONNECTION));

    /// And why.
    public static final GaugeMetric OPEN_BY_REASON =
            new GaugeMetric(
                    Spec.of(
                                    "dead.letters.reasons",
                                    "Open dead letters by the topic they were rejected from, and"
                                            + " why",
                                    CONSOLE)
                            .by(
                                    CONNECTION,
                                    TOPIC,
                                    Label.open("reason", "a word of a small fixed set"))
                            .later("while there are such letters"));

    /// Scheduled reconciliations.
    public static final CounterMetric RECONCILIATIONS =
            new CounterMetric(
                    Spec.of("reconciliations", "Reconciliations of the schedule", CONSOLE)
                            .by(CONNECTION, oneOf("outcome", "done", "failed"))
                            .later("where the connection is reconciled on schedule"));

    /// What the newest one found.
    public static final GaugeMetric FINDINGS =
            new GaugeMetric(
                    Spec.of(
                                    "reconcile.findings",
                                    "Findings of the newest reconciliation; NaN before the first",
                                    CONSOLE)
                            .by(
                                    CONNECTION,
                                    oneOf(
                                            "kind",
                                            "missing",
                                            "rejected",
                                            "waiting",
                                            "total-differs",
                                            "gone-from-netsuite",
                                            "not-in-store"))
                            .later(RECONCILED));

    /// The oldest order it missed.
    public static final GaugeMetric OLDEST_UNPOSTED =
            new GaugeMetric(
                    Spec.of(
                                    "reconcile.oldest.unposted",
                                    "Age of the oldest order that NetSuite should have and had not"
                                            + " at the newest reconciliation; 0 if it has all",
                                    CONSOLE)
                            .in(Spec.SECONDS)
                            .by(CONNECTION)
                            .later(RECONCILED));

    /// How old the newest is.
    public static final GaugeMetric RECONCILE_AGE =
            new GaugeMetric(
                    Spec.of(
                                    "reconcile.age",
                                    "Since the newest reconciliation ended; NaN before the first",
                                    CONSOLE)
                            .in(Spec.SECONDS)
                            .by(CONNECTION)
                            .later(RECONCILED));

    static final List<Metric> ALL =
            List.of(
                    OPEN,
                    OLDEST,
                    OPEN_BY_REASON,
                    FINDINGS,
                    OLDEST_UNPOSTED,
                    RECONCILE_AGE,
                    RECONCILIATIONS,
                    BEHIND);

    private ConsoleMetrics() {}
}
