package io.storeledger.common.metric;

import static io.storeledger.common.metric.Component.CATALOG_PUBLISHER;
import static io.storeledger.common.metric.Component.ENRICHER;
import static io.storeledger.common.metric.Component.NETSUITE_WRITER;
import static io.storeledger.common.metric.Label.COMPONENT;
import static io.storeledger.common.metric.Label.CONNECTION;
import static io.storeledger.common.metric.Label.TOPIC;
import static io.storeledger.common.metric.Label.oneOf;

import java.util.List;

/// How records flow through the hops that consume them: rate, errors, duration, and what waits.
public final class FlowMetrics {
    private static final Label OUTCOME =
            oneOf("outcome", "done", "skipped", "rejected", "retry", "halt");

    /// What came of records.
    public static final CounterMetric RECORDS =
            new CounterMetric(
                    hop(
                                    "records",
                                    "Records handled; settled are those done, skipped and rejected,"
                                            + " retry and halt count each try")
                            .by(COMPONENT, CONNECTION, TOPIC, OUTCOME));

    /// And why.
    public static final CounterMetric REASONS =
            new CounterMetric(
                    hop(
                                    "records.reasons",
                                    "Records that were not simply done, by why: retries, halts,"
                                            + " dead letters written and what was skipped")
                            .by(
                                    COMPONENT,
                                    CONNECTION,
                                    TOPIC,
                                    oneOf("outcome", "skipped", "rejected", "retry", "halt"),
                                    Label.open("reason", "a word of a small fixed set"))
                            .later("once it happened"));

    /// How long handling takes.
    public static final TimerMetric HANDLING =
            TimerMetric.of(
                    hop("handling", "From a batch's start to its outcome, calls included")
                            .by(COMPONENT, CONNECTION, TOPIC),
                    .005,
                    .025,
                    .05,
                    .1,
                    .25,
                    .5,
                    1,
                    2.5,
                    5,
                    10,
                    30,
                    60);

    /// Work under way.
    public static final GaugeMetric RUNNING =
            new GaugeMetric(
                    hop("handlers.running", "Batches being handled now").by(COMPONENT, CONNECTION));

    /// Work that could be.
    public static final GaugeMetric SLOTS =
            new GaugeMetric(
                    hop("handlers.slots", "Batches that may be handled at once")
                            .by(COMPONENT, CONNECTION));

    /// Keys that wait.
    public static final GaugeMetric PARKED =
            new GaugeMetric(
                    hop("keys.parked", "Keys that wait for their next attempt, or for company")
                            .by(COMPONENT, CONNECTION));

    /// Whether all stands still.
    public static final GaugeMetric HALTED =
            new GaugeMetric(
                    hop(
                                    "halted",
                                    "1 while the connection is stopped until a person mends"
                                            + " something, else 0")
                            .by(COMPONENT, CONNECTION));

    /// Tries that are in no log.
    public static final CounterMetric ATTEMPTS_LOST =
            new CounterMetric(
                    hop("attempts.lost", "Failed tries that storeledger.attempts does not tell of")
                            .by(COMPONENT, CONNECTION));

    /// What is left in offsets.
    public static final GaugeMetric LAG_RECORDS =
            new GaugeMetric(
                    hop(
                                    "lag.records",
                                    "Records of this instance's partitions that are not settled;"
                                            + " those not read yet count whosever they are")
                            .by(COMPONENT, CONNECTION, TOPIC));

    /// What is left in seconds.
    public static final GaugeMetric LAG =
            new GaugeMetric(
                    hop(
                                    "lag",
                                    "Since the oldest record was written that this instance has"
                                            + " read and not settled; 0 if there is none")
                            .in(Spec.SECONDS)
                            .by(COMPONENT, CONNECTION, TOPIC));

    /// The freshness that is promised.
    public static final GaugeMetric OLDEST_UNPOSTED =
            new GaugeMetric(
                    Spec.of(
                                    "order.oldest.unposted",
                                    "Since the first webhook came in of the oldest order that waits"
                                            + " at this hop on its way to NetSuite; 0 if none"
                                            + " waits. Replays don't count, nor do dead letters",
                                    ENRICHER,
                                    NETSUITE_WRITER)
                            .in(Spec.SECONDS)
                            .by(COMPONENT, CONNECTION));

    /// The whole way.
    public static final TimerMetric WEBHOOK_TO_NETSUITE =
            TimerMetric.of(
                    Spec.of(
                                    "webhook.to.netsuite",
                                    "From the webhook's arrival to NetSuite's answer, of what was"
                                            + " written; replays don't count. With exemplars where"
                                            + " traces are on",
                                    NETSUITE_WRITER)
                            .by(
                                    CONNECTION,
                                    oneOf(
                                            "record",
                                            "salesOrder",
                                            "customer",
                                            "creditMemo",
                                            "cashRefund")),
                    .05,
                    .1,
                    .25,
                    .5,
                    1,
                    2.5,
                    5,
                    10,
                    30,
                    60,
                    120,
                    300,
                    600,
                    1800,
                    3600);

    static final List<Metric> ALL =
            List.of(
                    WEBHOOK_TO_NETSUITE,
                    OLDEST_UNPOSTED,
                    RECORDS,
                    REASONS,
                    HANDLING,
                    LAG,
                    LAG_RECORDS,
                    RUNNING,
                    SLOTS,
                    PARKED,
                    HALTED,
                    ATTEMPTS_LOST);

    private FlowMetrics() {}

    private static Spec hop(String name, String about) {
        return Spec.of(name, about, ENRICHER, NETSUITE_WRITER, CATALOG_PUBLISHER);
    }
}
