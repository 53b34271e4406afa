package io.storeledger.console.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.event.Act;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.sandbox.fault.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class ReconciliationsIT {
    private static final Duration HOURS_AGO = Duration.ofHours(5);
    private static final Duration AGO = Duration.ofDays(2);
    private static final Duration LONG_AGO = Duration.ofDays(30);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String NEVER = "{ enabled: false }";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestBooks books;

    @BeforeEach
    void open(EmbeddedBroker broker) {
        books = new TestBooks(broker);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void findsEachKindOfDifferenceAndNothingElse() {
        Map<String, Kind> expected = new LinkedHashMap<>();
        agreeing();
        long missing = books.order(AGO, 11, "20.00");
        expected.put("order " + missing, Kind.MISSING);
        long skipped = books.order(AGO, 11, "20.00");
        books.outcome("SO-" + skipped, skipped, Result.SKIPPED, "It was pending.");
        expected.put("order " + skipped, Kind.MISSING);
        long rejected = books.order(AGO, 11, "20.00");
        books.outcome("SO-" + rejected, rejected, Result.REJECTED, "The SKU is unknown.");
        expected.put("order " + rejected, Kind.REJECTED);
        long unfetched = books.order(AGO, 11, "20.00");
        books.unfetched(unfetched, "The store refused.");
        expected.put("order " + unfetched, Kind.REJECTED);
        long givenUp = books.order(Duration.ZERO, 11, "20.00");
        books.attempt(Topics.WEBHOOKS, givenUp, "The store is away.");
        books.unfetched(givenUp, "The store refused.");
        expected.put("order " + givenUp, Kind.REJECTED);
        long young = books.order(Duration.ZERO, 11, "20.00");
        expected.put("order " + young, Kind.WAITING);
        long trying = books.order(HOURS_AGO, 11, "20.00");
        books.attempt(Topics.ORDERS, trying, "NetSuite is away.");
        expected.put("order " + trying, Kind.WAITING);
        long stuck = books.order(AGO, 11, "20.00");
        books.attempt(Topics.ORDERS, stuck, "NetSuite is still away.");
        expected.put("order " + stuck, Kind.MISSING);
        long differing = books.order(AGO, 11, "20.00");
        books.sale(AGO, differing, "19.99");
        expected.put("order " + differing, Kind.TOTAL_DIFFERS);
        long foreign = books.order(AGO, 11, "20.00");
        books.sale(AGO, foreign, "20.00", "2");
        expected.put("order " + foreign, Kind.TOTAL_DIFFERS);
        long begun = books.order(AGO, 11, "20.00");
        books.sale(AGO, begun, "25.00");
        books.sandbox().netSuite().fulfil("BC-sandbox1-SO-" + begun);
        expected.put("order " + begun, Kind.TOTAL_DIFFERS);
        long gone = books.order(AGO, 11, "20.00");
        books.held("salesOrder", "SO-" + gone, 4711);
        expected.put("order " + gone, Kind.GONE_FROM_NETSUITE);
        books.sale(AGO, 999_999, "20.00");
        expected.put("order 999999", Kind.NOT_IN_STORE);
        long archived = books.order(AGO, 11, "20.00");
        books.sale(AGO, archived, "20.00");
        books.sandbox().store().archive(archived);
        expected.put("order " + archived, Kind.NOT_IN_STORE);
        refunds(expected);

        try (var reconciliations = books.reconciliations(NEVER, metrics)) {
            Reconciled reconciled = reconcile(reconciliations, false);

            assertThat(kinds(reconciled.findings())).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(reconciled.agrees()).isFalse();
            assertFigures(reconciled.reconciliation());
            assertSentences(reconciled, missing, rejected, differing, begun, gone, archived);
            assertThat(sentence(reconciled, stuck))
                    .contains("is not in NetSuite, though it should be by now.")
                    .endsWith("NetSuite is still away.");
            assertThat(reconciliations.find(reconciled.reconciliation().id())).hasValue(reconciled);
        }
        assertThat(books.read(Topics.FINDINGS)).hasSize(expected.size());
        assertThat(books.read(Topics.WEBHOOKS)).isEmpty();
        assertThat(books.read(Topics.ACTS)).isEmpty();
        assertThat(findings("missing", metrics)).isEqualTo(4);
        assertThat(findings("total-differs", metrics)).isEqualTo(4);
        assertThat(gauge("oldest.unposted")).isBetween(172_000.0, 173_500.0);
        assertThat(gauge("age")).isBetween(0.0, 60.0);
    }

    /// What is as it should be, or belongs to another time.
    private void agreeing() {
        long good = books.order(AGO, 11, "10.005");
        books.sale(AGO, good, "10.01");
        books.order(AGO, 0, "20.00");
        books.order(AGO, 1, "20.00");
        books.order(LONG_AGO, 11, "20.00");
        long old = books.order(LONG_AGO, 11, "20.00");
        books.sale(LONG_AGO, old, "20.00");
        long refund = books.refund(AGO, old, Map.of("5.00", false));
        books.credit(AGO, refund, old, "5.00");
        long ofYesterdaysEdge = books.order(AGO.plusDays(5).plusHours(1), 11, "20.00");
        books.sale(AGO.plusDays(5), ofYesterdaysEdge, "20.00");
    }

    private void refunds(Map<String, Kind> expected) {
        long order = books.order(AGO, 11, "100.00");
        books.sale(AGO, order, "100.00");
        long declined = books.refund(AGO, order, Map.of("7.00", true));
        assertThat(declined).isPositive();
        long partly = books.refund(AGO, order, new TreeMap<>(Map.of("5.00", false, "3.00", true)));
        books.credit(AGO, partly, order, "5.00");
        long missing = books.refund(AGO, order, Map.of("4.00", false));
        expected.put("refund " + missing, Kind.MISSING);
        long differing = books.refund(AGO, order, Map.of("6.00", false));
        books.credit(AGO, differing, order, "8.00");
        expected.put("refund " + differing, Kind.TOTAL_DIFFERS);
        books.credit(AGO, 888_888, order, "2.00");
        expected.put("refund 888888", Kind.NOT_IN_STORE);
        long cancelled = books.order(AGO, 5, "20.00");
        books.refund(AGO, cancelled, Map.of("1.00", false));
        books.sandbox().store().updateStatus(cancelled, 5);
    }

    private static void assertFigures(Reconciliation reconciliation) {
        assertThat(reconciliation.counts())
                .containsOnly(
                        entry("orders", 18L),
                        entry("refunds", 6L),
                        entry("agree", 5L),
                        entry("notImported", 5L),
                        entry("missing", 4L),
                        entry("rejected", 3L),
                        entry("waiting", 2L),
                        entry("totalDiffers", 4L),
                        entry("goneFromNetSuite", 1L),
                        entry("notInStore", 3L));
        assertThat(reconciliation.by()).isEqualTo("jane");
        assertThat(reconciliation.repaired()).isZero();
    }

    private static void assertSentences(
            Reconciled reconciled,
            long missing,
            long rejected,
            long differing,
            long begun,
            long gone,
            long archived) {
        assertThat(sentence(reconciled, missing))
                .startsWith("Order %d over 20.00 USD of ".formatted(missing))
                .contains("is not in NetSuite");
        assertThat(sentence(reconciled, rejected)).endsWith("The SKU is unknown.");
        assertThat(sentence(reconciled, differing))
                .contains("the store charged 20.00 USD")
                .contains("totals 19.99 USD, a difference of -0.01 USD.");
        assertThat(sentence(reconciled, begun)).contains("had begun to be fulfilled");
        assertThat(sentence(reconciled, gone)).contains("was in NetSuite as 4711");
        assertThat(sentence(reconciled, archived)).contains("is archived in the store");
        assertThat(sentence(reconciled, 999_999)).contains("it was deleted there");
    }

    @Test
    void sendsWhatIsMissingOnItsWayAgainAndLeavesTheRest() {
        long missing = books.order(AGO, 11, "20.00");
        long gone = books.order(AGO, 11, "20.00");
        books.held("salesOrder", "SO-" + gone, 4711);
        long rejected = books.order(AGO, 11, "20.00");
        books.outcome("SO-" + rejected, rejected, Result.REJECTED, "The SKU is unknown.");
        long good = books.order(AGO, 11, "20.00");
        books.sale(AGO, good, "20.00");
        long refund = books.refund(AGO, good, Map.of("5.00", false));

        String run;
        try (var reconciliations = books.reconciliations(NEVER, metrics)) {
            Reconciliation reconciliation = reconcile(reconciliations, true).reconciliation();
            assertThat(reconciliation.repaired()).isEqualTo(3);
            run = reconciliation.id();
        }

        Map<String, ConsumerRecord<String, byte[]>> events =
                books.read(Topics.WEBHOOKS).stream()
                        .collect(Collectors.toMap(ConsumerRecord::key, event -> event));
        assertThat(events.keySet()).containsExactlyInAnyOrder(key(missing), key(gone), key(good));
        var ofMissing = requireNonNull(events.get(key(missing)));
        var ofGone = requireNonNull(events.get(key(gone)));
        var ofRefund = requireNonNull(events.get(key(good)));
        assertThat(header(ofMissing, EventHeaders.FORCED)).isEmpty();
        assertThat(header(ofGone, EventHeaders.FORCED)).isEqualTo("true");
        assertThat(header(ofRefund, EventHeaders.CE_TYPE)).isEqualTo("store/order/refund/created");
        assertThat(header(ofRefund, EventHeaders.CE_SOURCE))
                .isEqualTo("/storeledger/reconciliations/" + run);
        assertThat(
                        Json.tree(ofRefund.value())
                                .path("data")
                                .path("refund")
                                .path("refund_id")
                                .asLong())
                .isEqualTo(refund);
        assertTraced(events.values());
        List<Act> acts =
                books.read(Topics.ACTS).stream()
                        .map(record -> Json.read(record.value(), Act.class))
                        .toList();
        assertThat(acts)
                .hasSize(3)
                .allMatch(act -> act.kind() == Act.Kind.REPAIRED && act.id().equals(run))
                .allMatch(act -> act.by().equals("jane") && act.written() != null);
    }

    /// The calls lie within the reconciliation's trace; what it repairs begins one of its own.
    private void assertTraced(Collection<ConsumerRecord<String, byte[]>> events) {
        SpanData run = books.told().named("reconcile").getFirst();
        assertThat(run.getParentSpanContext().isValid()).isFalse();
        assertThat(run.getAttributes().get(SpanAttributes.CONNECTION)).isEqualTo("main");
        assertThat(books.told().all())
                .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
                .allMatch(call -> call.getParentSpanId().equals(run.getSpanId()))
                .extracting(SpanData::getName)
                .contains(
                        "GET /bigcommerce/stores/{store}/v2/orders",
                        "POST /netsuite/services/rest/query/v1/suiteql");
        assertThat(books.told().named("repair"))
                .hasSize(3)
                .allSatisfy(repair ->
                        assertThat(repair.getLinks())
                                .extracting(LinkData::getSpanContext)
                                .containsExactly(run.getSpanContext()))
                .extracting(SpanData::getTraceId)
                .doesNotContain(run.getTraceId())
                .containsExactlyInAnyOrderElementsOf(
                        events.stream()
                                .map(event -> TraceContext.traceId(event.headers()).orElseThrow())
                                .collect(Collectors.toSet()));
    }

    @Test
    void tellsThatAReconciliationFailed() {
        books.sandbox().store().revokeToken(true);
        try (var reconciliations = books.reconciliations(NEVER, metrics)) {
            assertThatThrownBy(() -> reconcile(reconciliations, false))
                    .isInstanceOf(ApiException.Unauthorized.class);
        }

        assertThat(books.told().named("reconcile"))
                .singleElement()
                .satisfies(span ->
                        assertThat(span.getAttributes().get(SpanAttributes.ERROR_TYPE))
                                .isEqualTo("Unauthorized"));
    }

    @Test
    void comparesThousandsInAFewCallsWhateverGoesWrongMeanwhile() {
        for (int i = 0; i < 2_000; i++) {
            Duration ago = AGO.plusSeconds(i);
            long order = books.order(ago, 11, "20.00");
            if (i % 500 != 0) {
                books.sale(ago, order, "20.00");
            }
        }
        var faults = books.sandbox().faults();
        long calls;
        try (var reconciliations = books.reconciliations(NEVER, metrics)) {
            Reconciled quiet = reconcile(reconciliations, false);
            assertThat(quiet.reconciliation().counts())
                    .contains(entry("orders", 2_000L), entry("agree", 1_996L));
            calls =
                    books.sandbox().store().requests().calls()
                            + books.sandbox().netSuite().requests().calls();
            for (Fault fault :
                    List.of(
                            Fault.BIGCOMMERCE_429,
                            Fault.BIGCOMMERCE_503,
                            Fault.BIGCOMMERCE_HTML,
                            Fault.NETSUITE_429,
                            Fault.NETSUITE_503,
                            Fault.NETSUITE_CUT)) {
                faults.probability(fault, 0.15);
            }

            Reconciled troubled = reconcile(reconciliations, false);

            assertThat(faults.struck()).isPositive();
            assertThat(kinds(troubled.findings())).isEqualTo(kinds(quiet.findings()));
            assertThat(kinds(troubled.findings()).values()).containsOnly(Kind.MISSING).hasSize(4);
        }
        // 9 pages of orders, 1 of refunds, a token and 5 queries
        assertThat(calls).isEqualTo(16);
        assertThat(books.sandbox().netSuite().maxInFlight()).isEqualTo(1);
    }

    @Test
    void comparesInAnAccountOfOneCurrencyToo() {
        books.sandbox().netSuite().features().multipleCurrencies(false);
        long good = books.order(AGO, 11, "20.00");
        books.sale(AGO, good, "20.00");
        long differing = books.order(AGO, 11, "20.00");
        books.sale(AGO, differing, "19.00");

        try (var reconciliations = books.reconciliations(NEVER, metrics)) {
            assertThat(kinds(reconcile(reconciliations, false).findings()))
                    .containsOnly(entry("order " + differing, Kind.TOTAL_DIFFERS));
        }
    }

    @Test
    void readsOnWhereNetSuiteGivesNoMoreRows() {
        for (int i = 1; i <= 7; i++) {
            books.sale(AGO, i, "20.00");
        }
        Instant now = Instant.now();
        try (var client =
                new NetSuiteClient(
                        requireNonNull(
                                        ReconcileConfig.read(books.settings(NEVER))
                                                .connections()
                                                .get("main"))
                                .netSuite(),
                        Clock.systemUTC(),
                        new Random(1),
                        metrics)) {
            var capped =
                    new NetSuiteBooks(client, new Patience(Backoff.standard(), new Random(1)), 3);

            assertThat(capped.dated(new Period(now.minus(AGO), now), "BC-sandbox1-")).hasSize(7);
            assertThat(capped.dated(new Period(now.minus(AGO), now), "BC-other-")).isEmpty();
        }
    }

    @Test
    void isDoneOnScheduleByOneOfSeveralInstances() {
        books.order(AGO, 11, "20.00");
        var other = new SimpleMeterRegistry();
        String often = "{ schedule: 2s, jitter: 0s, period: 3d }";
        try (var one = books.reconciliations(often, metrics);
                var two = books.reconciliations(often, other)) {
            one.schedule();
            two.schedule();

            await().atMost(LONG).until(() -> one.newest().size() >= 3);

            List<Reconciliation> made = two.newest();
            assertThat(made).allMatch(each -> each.by().equals("schedule"));
            for (int i = 1; i < made.size(); i++) {
                assertThat(Duration.between(made.get(i).startedAt(), made.get(i - 1).startedAt()))
                        .isGreaterThan(Duration.ofMillis(1_900));
            }
            assertThat(
                            Double.isNaN(findings("missing", metrics))
                                    != Double.isNaN(findings("missing", other)))
                    .isTrue();
        }
    }

    private static Reconciled reconcile(Reconciliations reconciliations, boolean repair) {
        Instant now = Instant.now();
        return reconciliations
                .reconcile("main", new Period(now.minus(Duration.ofDays(7)), now), "jane", repair)
                .orElseThrow();
    }

    private double gauge(String name) {
        return metrics.get("storeledger.reconcile." + name).gauge().value();
    }

    private static double findings(String kind, SimpleMeterRegistry metrics) {
        return metrics.get("storeledger.reconcile.findings").tag("kind", kind).gauge().value();
    }

    private static Map<String, Kind> kinds(List<Finding> findings) {
        return findings.stream()
                .collect(
                        Collectors.toMap(
                                finding ->
                                        (finding.what() == Finding.What.ORDER
                                                        ? "order "
                                                        : "refund ")
                                                + finding.id(),
                                Finding::kind));
    }

    private static String sentence(Reconciled reconciled, long order) {
        return reconciled.findings().stream()
                .filter(finding -> finding.what() == Finding.What.ORDER && finding.id() == order)
                .map(Finding::sentence)
                .findFirst()
                .orElseThrow();
    }

    private static String key(long order) {
        return RecordKey.order(TestBooks.STORE, order).toString();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return EventHeaders.text(record.headers(), name).orElse("");
    }
}
