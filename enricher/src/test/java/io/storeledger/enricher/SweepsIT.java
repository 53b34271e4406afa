package io.storeledger.enricher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.consume.Backoff;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Gap;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.event.SweepMark.Hole;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.TraceContext;
import io.storeledger.enricher.sweep.SweepConfig;
import io.storeledger.sandbox.SandboxApp;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(BrokerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SweepsIT {
    private static final String STORE = "sandbox1";

    private TestPipeline pipeline;
    private SandboxApp sandbox;

    @BeforeEach
    void start(EmbeddedBroker broker) {
        pipeline = new TestPipeline(broker);
        sandbox = pipeline.sandbox();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void findsWhatNoWebhookToldAndThatOnce() {
        List<Long> told = List.of(place(), place(), place());
        List<Long> lost = List.of(place(), place());
        try (var _ = pipeline.enricher()) {
            told.forEach(this::tell);
            assertThat(orders(3)).containsExactlyInAnyOrderElementsOf(told);
        }
        try (var enricher = pipeline.sweeping(every("300ms"))) {
            List<Long> all = new ArrayList<>(told);
            all.addAll(lost);

            assertThat(orders(5)).containsExactlyInAnyOrderElementsOf(all);

            double swept = swept();
            await().atMost(TestPipeline.LONG).until(() -> swept() >= swept + 3);
            assertThat(pipeline.read(Topics.WEBHOOKS, 5)).hasSize(5);
            assertThat(found("order")).isEqualTo(2);
            assertThat(pipeline.records(Topics.WEBHOOKS, 5))
                    .as("what was found begins a trace of its own")
                    .filteredOn(record ->
                            EventHeaders.text(record.headers(), EventHeaders.CE_SOURCE)
                                    .orElse("")
                                    .endsWith("/sweeps"))
                    .hasSize(2)
                    .extracting(record -> TraceContext.traceId(record.headers()).orElseThrow())
                    .doesNotHaveDuplicates();
            await().until(() -> enricher.waitingFor().isEmpty());
        }
    }

    @Test
    void findsCustomersAndRefundsAndLooksAtRefundsAgain() {
        long customer = sandbox.store().addCustomer(Json.object().put("email", "jane@example.com"));
        long order =
                sandbox.store()
                        .placeOrder(
                                Json.object().put("status_id", 11).put("total_inc_tax", "10.0000"));
        long refund = refund(order);
        try (var _ =
                pipeline.sweeping(
                        new SweepConfig(
                                Duration.ofMillis(300),
                                Duration.ofMinutes(10),
                                Duration.ZERO,
                                Duration.ofDays(1),
                                List.of(Duration.ofSeconds(4)),
                                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200))))) {
            assertThat(pipeline.read(Topics.CUSTOMERS, 1))
                    .extracting(CustomerSnapshot::customerId)
                    .contains(customer);
            assertThat(pipeline.read(Topics.REFUNDS, 2))
                    .extracting(RefundSnapshot::refundId)
                    .containsExactly(refund, refund);

            double swept = swept();
            await().atMost(TestPipeline.LONG).until(() -> swept() >= swept + 3);
            assertThat(found("refund")).isEqualTo(2);
        }
    }

    @Test
    void goesOnFromItsMarkAfterARestart() {
        long first = place();
        try (var _ = pipeline.sweeping(every("1h"))) {
            assertThat(orders(1)).containsExactly(first);
            await().atMost(TestPipeline.LONG).until(() -> swept() == 1);
        }
        Instant stopped = Instant.now();
        sandbox.store().requests().forget();
        long second = place();
        try (var _ = pipeline.sweeping(every("1h"))) {
            assertThat(orders(2)).containsExactlyInAnyOrder(first, second);

            List<Instant> asked =
                    sandbox.store().requests().last().stream()
                            .filter(seen -> seen.target().contains("min_date_modified"))
                            .map(seen ->
                                    URI.create(seen.target())
                                            .getQuery()
                                            .replaceFirst(".*min_date_modified=([^&]*).*", "$1"))
                            .map(Instant::parse)
                            .toList();
            assertThat(asked)
                    .isNotEmpty()
                    .allSatisfy(since -> assertThat(since).isAfter(stopped.minusSeconds(700)));
            assertThat(found("order")).isEqualTo(2);
        }
    }

    @Test
    void sweepsAtOnceWhenWebhooksMayHaveBeenLost() {
        try (var _ = pipeline.sweeping(every("1h"))) {
            await().atMost(TestPipeline.LONG).until(() -> swept() == 1);
            long lost = place();

            pipeline.publisher()
                    .publish(
                            Topics.GAPS,
                            Gap.key(STORE).toString(),
                            new Gap("main", STORE, null, "hook-inactive", Instant.now()),
                            List.of());

            assertThat(orders(1)).containsExactly(lost);
        }
        // what is swept is committed: the next start sweeps once, not once more for the gap
        double before = swept();
        try (var _ = pipeline.sweeping(every("1h"))) {
            await().atMost(TestPipeline.LONG).until(() -> swept() == before + 1);
        }
    }

    @Test
    void tellsInWhichTimeNobodyHeardOfOrdersUntilLongAfter() {
        Instant gone = Instant.now().minusSeconds(7200);
        var left = new SweepMark("main", STORE, "sweeps", Kind.ORDER, gone, gone, null, 1, gone);
        String key = SweepMark.key(STORE, Kind.ORDER).toString();
        pipeline.publisher().publish(Topics.SWEEPS, key, left, List.of());
        try (var _ = pipeline.sweeping(every("300ms"))) {
            await().atMost(TestPipeline.LONG).until(() -> swept() >= 3);

            List<SweepMark> marks =
                    pipeline.read(Topics.SWEEPS, 4).stream()
                            .filter(mark -> mark.kind() == Kind.ORDER)
                            .toList();

            Hole closed = requireNonNull(marks.getLast().hole());
            assertThat(marks.get(1).hole()).isEqualTo(new Hole(gone, null));
            assertThat(closed.from()).isEqualTo(gone);
            assertThat(closed.closedAt()).isBetween(marks.get(1).at(), marks.get(2).at());
            assertThat(marks.subList(2, marks.size()))
                    .as("sweeps that follow don't forget it")
                    .hasSizeGreaterThan(1)
                    .allSatisfy(mark -> assertThat(mark.hole()).isEqualTo(closed));
        }
    }

    @Test
    void aTimeWithoutWebhooksIsOneInWhichNobodyHeardOfOrders() {
        try (var _ = pipeline.sweeping(every("1h"))) {
            await().atMost(TestPipeline.LONG).until(() -> swept() == 1);
            Instant began = Instant.now().minusSeconds(600);
            pipeline.publisher()
                    .publish(
                            Topics.GAPS,
                            Gap.key(STORE).toString(),
                            new Gap("main", STORE, began, "down", Instant.now()),
                            List.of());
            await().atMost(TestPipeline.LONG).until(() -> swept() == 2);

            assertThat(pipeline.read(Topics.SWEEPS, 6))
                    .filteredOn(mark -> mark.hole() != null && mark.hole().closedAt() != null)
                    .isNotEmpty()
                    .allSatisfy(mark ->
                            assertThat(requireNonNull(mark.hole()).from()).isEqualTo(began));
        }
    }

    @Test
    void sweepsOnceHoweverManyInstancesThereAre() {
        EnricherApp first = pipeline.sweeping(every("500ms"));
        List<Long> lost = new ArrayList<>();
        try (var second = pipeline.sweeping(every("500ms"))) {
            for (int i = 0; i < 30; i++) {
                lost.add(place());
            }

            assertThat(orders(30)).containsExactlyInAnyOrderElementsOf(lost);

            first.close();
            lost.add(place());

            assertThat(orders(31)).containsExactlyInAnyOrderElementsOf(lost);
            assertThat(pipeline.read(Topics.WEBHOOKS, 31)).hasSize(31);
            await().until(() -> second.waitingFor().isEmpty());
        }
    }

    @Test
    void triesAgainWhileTheStoreIsAway() {
        long lost = place();
        sandbox.store().revokeToken(true);
        try (var _ = pipeline.sweeping(every("1h"))) {
            await().atMost(TestPipeline.LONG)
                    .until(() -> count("storeledger.sweeps", "failed") > 1);

            sandbox.store().revokeToken(false);

            assertThat(orders(1)).containsExactly(lost);
        }
    }

    private static SweepConfig every(String interval) {
        return new SweepConfig(
                interval.endsWith("ms")
                        ? Duration.ofMillis(Long.parseLong(interval.replace("ms", "")))
                        : Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ZERO,
                Duration.ofDays(1),
                List.of(),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
    }

    private long place() {
        return sandbox.store().placeOrder(Json.object().put("status_id", 11));
    }

    private void tell(long order) {
        pipeline.tell(RecordKey.order(STORE, order), "store/order/created", "{}");
    }

    private long refund(long order) {
        var refund = Json.object().put("total_amount", new BigDecimal("1.00"));
        refund.putArray("items")
                .addObject()
                .put("item_type", "ORDER")
                .put("item_id", order)
                .put("requested_amount", new BigDecimal("1.00"));
        return sandbox.store().refund(order, refund, false);
    }

    private List<Long> orders(int atLeast) {
        return pipeline.read(Topics.ORDERS, atLeast).stream().map(OrderSnapshot::orderId).toList();
    }

    private double swept() {
        return count("storeledger.sweeps", "done");
    }

    private double found(String resource) {
        return sum(
                pipeline.metrics()
                        .find("storeledger.sweep.found")
                        .tag("resource", resource)
                        .counters());
    }

    private double count(String name, String outcome) {
        return sum(pipeline.metrics().find(name).tag("outcome", outcome).counters());
    }

    private static double sum(Collection<Counter> counters) {
        return counters.stream().mapToDouble(Counter::count).sum();
    }
}
