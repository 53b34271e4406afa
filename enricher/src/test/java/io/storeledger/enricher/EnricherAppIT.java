package io.storeledger.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
class EnricherAppIT {
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
    void publishesTheFullOrderWithWhatCausedItAndUnknownFields() {
        long id = place(order -> order.put("a_field_of_tomorrow", "kept"));
        try (var enricher = enricher()) {
            tell(id, "store/order/created");

            OrderSnapshot snapshot = snapshots(1).getFirst();

            assertThat(snapshot.orderId()).isEqualTo(id);
            assertThat(snapshot.disposition()).isEqualTo(Disposition.IMPORT);
            assertThat(snapshot.order().path("a_field_of_tomorrow").asString()).isEqualTo("kept");
            assertThat(snapshot.products()).hasSize(1);
            assertThat(snapshot.calls()).isEqualTo(1);
            assertThat(snapshot.causedBy())
                    .singleElement()
                    .satisfies(cause ->
                            assertThat(cause.topic())
                                    .isEqualTo(pipeline.kafka().config().nameOf(Topics.WEBHOOKS)));
            await().until(() -> enricher.waitingFor().isEmpty());
        }
    }

    @Test
    void readsAllPagesOfAnOrderWithThreeHundredLines() {
        long id = place(order -> lines(order, 300));
        try (var _ = enricher()) {
            tell(id, "store/order/created");

            OrderSnapshot snapshot = snapshots(1).getFirst();

            assertThat(snapshot.products()).hasSize(300);
            assertThat(snapshot.calls()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void answersWhatQueuedUpForAnOrderByOneFetch() {
        long id = place(order -> {});
        for (int i = 0; i < 10; i++) {
            tell(id, "store/order/updated");
        }
        try (var _ = enricher()) {
            List<OrderSnapshot> snapshots = snapshots(1);

            await().atMost(TestPipeline.LONG)
                    .untilAsserted(() ->
                            assertThat(
                                            snapshots(1).stream()
                                                    .mapToInt(s -> s.causedBy().size())
                                                    .sum())
                                    .isEqualTo(10));
            assertThat(snapshots.size()).isLessThanOrEqualTo(2);
            assertThat(sandbox.store().requests().calls()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void carriesTheMarkOfAReplayToTheSnapshotAndTellsOfTriesThatFailed() {
        long id = place(order -> {});
        var key = RecordKey.order("sandbox1", id);
        var first = new ReplayMark(Optional.of("r1"), Optional.of("jane"), true);
        var second = new ReplayMark(Optional.of("r2"), Optional.of("joe"), false);
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        List<Header> traced = new ArrayList<>(second.headers());
        traced.add(
                new RecordHeader(EventHeaders.TRACEPARENT, trace.getBytes(StandardCharsets.UTF_8)));
        pipeline.tell(key, "store/order/updated", "{}", first.headers());
        pipeline.tell(key, "store/order/updated", "{}", traced);
        sandbox.faults().next(Fault.BIGCOMMERCE_503, 1);
        try (var _ = enricher()) {
            var snapshot = pipeline.records(Topics.ORDERS, 1).getLast();

            assertThat(ReplayMark.of(snapshot))
                    .isEqualTo(new ReplayMark(Optional.of("r2"), Optional.of("joe"), true));
            assertThat(EventHeaders.text(snapshot.headers(), EventHeaders.FORCED_AT))
                    .hasValueSatisfying(
                            at -> assertThat(at).matches(".*bigcommerce\\.webhooks/\\d/0"));
            assertThat(EventHeaders.text(snapshot.headers(), EventHeaders.TRACEPARENT))
                    .contains(trace);
            assertThat(pipeline.read(Topics.ATTEMPTS, 1).getFirst())
                    .satisfies(attempt -> {
                        assertThat(attempt.consumer()).isEqualTo("enricher.main");
                        assertThat(attempt.reasonCode()).isEqualTo("store-away");
                        assertThat(attempt.causedBy()).hasSize(2);
                    });
        }
    }

    @Test
    void marksWhatIsNotToBeImported() {
        long incomplete = place(order -> order.put("status_id", 0));
        long cancelled = place(order -> order.put("status_id", 5));
        long archived = place(order -> {});
        sandbox.store().archive(archived);
        long gone = archived + 1000;
        try (var _ = enricher()) {
            List.of(incomplete, cancelled, archived, gone)
                    .forEach(id -> tell(id, "store/order/updated"));

            assertThat(snapshots(4))
                    .extracting(OrderSnapshot::orderId, OrderSnapshot::disposition)
                    .containsExactlyInAnyOrder(
                            tuple(incomplete, Disposition.INCOMPLETE),
                            tuple(cancelled, Disposition.STATUS_NOT_IMPORTED),
                            tuple(archived, Disposition.ARCHIVED),
                            tuple(gone, Disposition.GONE));
        }
    }

    @Test
    void fetchesAgainShortlyWhileProductsAreMissing() {
        sandbox.faults().next(Fault.BIGCOMMERCE_STALE_READ, 1);
        long id = place(order -> {});
        try (var _ = enricher()) {
            tell(id, "store/order/created");

            assertThat(snapshots(1).getFirst().products()).hasSize(1);
            assertThat(sandbox.faults().struck(Fault.BIGCOMMERCE_STALE_READ)).isEqualTo(1);
        }
    }

    @Test
    void survivesEverythingThatMayPassAtTheStore() {
        long id = place(order -> {});
        for (Fault fault :
                List.of(
                        Fault.BIGCOMMERCE_429,
                        Fault.BIGCOMMERCE_500,
                        Fault.BIGCOMMERCE_503,
                        Fault.BIGCOMMERCE_423,
                        Fault.BIGCOMMERCE_HTML,
                        Fault.BIGCOMMERCE_HANG)) {
            sandbox.faults().next(fault, 1);
        }
        try (var _ = enricher()) {
            tell(id, "store/order/created");

            assertThat(snapshots(1).getFirst().orderId()).isEqualTo(id);
            assertThat(sandbox.faults().struck()).isEqualTo(6);
        }
    }

    @Test
    void stopsOnlyTheConnectionWhoseTokenWasRevoked(EmbeddedBroker broker) {
        long id = place(order -> {});
        sandbox.store().revokeToken(true);
        var config = SandboxConfig.defaults();
        var otherStore =
                config.withStore(
                        new StoreConfig(
                                "other1",
                                2,
                                "c",
                                "s",
                                "t",
                                config.store().scopes(),
                                "USD",
                                1000,
                                Duration.ofSeconds(30),
                                50,
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                config.store().webhooks()));
        try (SandboxApp other = SandboxApp.start(otherStore, Clock.systemUTC(), new Random(2));
                var enricher =
                        pipeline.enricher(
                                Map.of(
                                        "main",
                                        TestPipeline.connection(sandbox),
                                        "other",
                                        TestPipeline.connection(other)))) {
            long otherId = other.store().placeOrder(order());
            tell("sandbox1", id, "store/order/created");
            tell("other1", otherId, "store/order/created");

            assertThat(snapshots(1).getFirst().store()).isEqualTo("other1");
            await().atMost(TestPipeline.LONG)
                    .untilAsserted(() ->
                            assertThat(enricher.note())
                                    .hasValueSatisfying(
                                            why -> assertThat(why).contains("accessToken")));
        }
    }

    private EnricherApp enricher() {
        return pipeline.enricher();
    }

    private long place(Consumer<ObjectNode> shape) {
        ObjectNode order = order();
        shape.accept(order);
        return sandbox.store().placeOrder(order);
    }

    private static ObjectNode order() {
        ObjectNode order = Json.object();
        order.put("status_id", 11);
        order.put("total_ex_tax", "10.0000");
        order.put("total_inc_tax", "10.0000");
        order.putArray("shipping_addresses").addObject().put("id", -1).put("city", "Austin");
        lines(order, 1);
        return order;
    }

    private static ObjectNode lines(ObjectNode order, int count) {
        order.put("items_total", count);
        var products = order.putArray("products");
        for (int i = 1; i <= count; i++) {
            products.addObject()
                    .put("id", i)
                    .put("product_id", i)
                    .put("order_address_id", -1)
                    .put("sku", "SKU-" + i)
                    .put("quantity", 1)
                    .put("type", "physical");
        }
        return order;
    }

    private void tell(long id, String scope) {
        tell("sandbox1", id, scope);
    }

    private void tell(String store, long id, String scope) {
        pipeline.tell(RecordKey.order(store, id), scope, "{}");
    }

    private List<OrderSnapshot> snapshots(int atLeast) {
        return pipeline.read(Topics.ORDERS, atLeast);
    }
}
