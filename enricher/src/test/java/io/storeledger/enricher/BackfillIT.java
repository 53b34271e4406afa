package io.storeledger.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.enricher.sweep.Backfill;
import io.storeledger.enricher.sweep.Backfill.Progress;
import io.storeledger.sandbox.SandboxApp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class BackfillIT {
    private static final String STORE = "sandbox1";

    /// The backfill's clock: what is placed now counts as settled then.
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));

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
    void tellsWhatWasNeverPublishedAndAllOfItWhenAsked() {
        long known = place();
        long unknown = place();
        List<Progress> progress = new ArrayList<>();
        try (var _ = pipeline.enricher()) {
            pipeline.tell(RecordKey.order(STORE, known), "store/order/created", "{}");
            pipeline.read(Topics.ORDERS, 1);

            backfill(request(false), progress::add);

            assertThat(orders(2)).containsExactly(known, unknown);
            assertThat(progress.getLast().isDone()).isTrue();
            assertThat(progress.getLast().share()).isEqualTo(1.0);
            assertThat(progress.getLast().seen()).isEqualTo(2);

            backfill(request(true), seen -> {});

            assertThat(orders(4)).containsExactlyInAnyOrder(known, known, unknown, unknown);
        }
    }

    @Test
    void goesOnWhereItWasAndTellsNothingTwice() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add(place());
        }
        var crash = new IllegalStateException("killed");
        assertThatThrownBy(() ->
                        backfill(
                                request(false),
                                seen -> {
                                    if (seen.seen() >= 50) {
                                        throw crash;
                                    }
                                }))
                .isSameAs(crash);
        assertThat(pipeline.read(Topics.SIGHTINGS, 50)).hasSize(50);

        List<Progress> progress = new ArrayList<>();
        backfill(request(false), progress::add);

        assertThat(progress.getFirst().seen()).isEqualTo(50);
        assertThat(progress.getLast().isDone()).isTrue();
        assertThat(pipeline.read(Topics.SIGHTINGS, 120)).extracting(Sighting::id).containsAll(ids);
        try (var _ = pipeline.enricher()) {
            assertThat(orders(120)).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private void backfill(Backfill.Request request, Consumer<Progress> view) {
        try (var client =
                new BigCommerceClient(
                        TestPipeline.connection(sandbox).store(),
                        Clock.systemUTC(),
                        new Random(1),
                        new SimpleMeterRegistry())) {
            new Backfill(
                            request,
                            client,
                            pipeline.kafka(),
                            pipeline.publisher(),
                            LATER,
                            new Random(1))
                    .run(view, (kind, why, wait) -> {});
        }
    }

    private static Backfill.Request request(boolean all) {
        return new Backfill.Request(
                "main",
                STORE,
                List.of(Kind.ORDER),
                Instant.parse("2020-01-01T00:00:00Z"),
                Optional.empty(),
                all,
                OptionalDouble.of(1000));
    }

    private long place() {
        return sandbox.store().placeOrder(Json.object().put("status_id", 11));
    }

    private List<Long> orders(int atLeast) {
        return pipeline.read(Topics.ORDERS, atLeast).stream().map(OrderSnapshot::orderId).toList();
    }
}
