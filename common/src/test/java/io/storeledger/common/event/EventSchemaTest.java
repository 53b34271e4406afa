package io.storeledger.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.storeledger.common.event.CatalogReading.Kind;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.ProductData.Matrix;
import io.storeledger.common.event.StoreItem.Tracking;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class EventSchemaTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Version VERSION = new Version(NOW, NOW);
    private static final Cause CAUSE = new Cause("topic", 1, 2, NOW);
    private static final ProductData DATA =
            new ProductData(
                    "Shirt red S",
                    "<p>Red</p>",
                    "0123",
                    new BigDecimal("0.25"),
                    new Matrix("SHIRT", "Shirt", Map.of("Color", "Red", "Size", "S")));
    private static final Listing LISTING =
            new Listing(
                    new Listing.Stock(3, Map.of("1", 7L)),
                    new Listing.Price(3, new BigDecimal("19.10")),
                    new Listing.Product(2, DATA));
    private static final StoreItem ITEM = new StoreItem(111, 222, false, Tracking.VARIANT);

    @Test
    void orderSnapshotsAreAsTheirSchemaSays() throws Exception {
        var order = Json.object();
        order.put("id", 1001);
        order.put("total_inc_tax", new BigDecimal("19.10"));
        var snapshot =
                new OrderSnapshot(
                        "main",
                        "abc",
                        1001,
                        Disposition.IMPORT,
                        order,
                        List.of(Json.object()),
                        List.of(),
                        List.of(),
                        VERSION,
                        List.of(CAUSE),
                        1);

        assertFits("order-snapshot", snapshot);
        assertThat(Json.read(Json.bytes(snapshot), OrderSnapshot.class)).isEqualTo(snapshot);
        assertThat(Json.text(snapshot)).contains("19.10");
    }

    @Test
    void customerSnapshotsAreAsTheirSchemaSays() throws Exception {
        var customer = Json.object();
        customer.put("id", 55);
        customer.put("email", "jane@example.com");
        var snapshot =
                new CustomerSnapshot(
                        "main",
                        "abc",
                        55,
                        Presence.PRESENT,
                        customer,
                        List.of(Json.object()),
                        VERSION,
                        List.of(CAUSE),
                        1);

        assertFits("customer-snapshot", snapshot);
        assertThat(Json.read(Json.bytes(snapshot), CustomerSnapshot.class)).isEqualTo(snapshot);
        assertThat(snapshot).hasToString("CustomerSnapshot[abc/customer/55, PRESENT]");
    }

    @Test
    void refundSnapshotsAreAsTheirSchemaSays() throws Exception {
        var order =
                new OrderSnapshot(
                        "main",
                        "abc",
                        1001,
                        Disposition.IMPORT,
                        Json.object(),
                        List.of(),
                        List.of(),
                        List.of(),
                        VERSION,
                        List.of(CAUSE),
                        1);
        var refund = Json.object();
        refund.put("total_amount", new BigDecimal("19.10"));
        var snapshot = new RefundSnapshot(7, refund, order, VERSION, List.of(CAUSE), 2);

        assertFits("refund-snapshot", snapshot);
        assertFits("order-snapshot", snapshot.order());
        assertThat(Json.read(Json.bytes(snapshot), RefundSnapshot.class)).isEqualTo(snapshot);
        assertThat(snapshot).hasToString("RefundSnapshot[7 of abc/order/1001]");
    }

    @Test
    void writeOutcomesAreAsTheirSchemaSays() throws Exception {
        var outcome =
                new WriteOutcome(
                        "main",
                        Result.REJECTED,
                        "unmappable",
                        "Because.",
                        "salesOrder",
                        "BC-abc-SO-1001",
                        "17",
                        VERSION,
                        List.of(new Call("PUT salesOrder", Json.object(), "17", 50)),
                        1,
                        NOW,
                        NOW,
                        List.of(CAUSE),
                        NOW,
                        "lines 19.10 + tax 0 = 19.10 USD; the store charged 19.10 USD",
                        "r1",
                        "jane");

        assertFits("write-outcome", outcome);
        assertThat(Json.read(Json.bytes(outcome), WriteOutcome.class)).isEqualTo(outcome);
    }

    @Test
    void heldRecordsAreAsTheirSchemaSays() throws Exception {
        var held =
                new HeldRecord(
                        "salesOrder",
                        "BC-abc-SO-1001",
                        "17",
                        VERSION,
                        "0f".repeat(32),
                        CAUSE,
                        CAUSE,
                        CAUSE);

        assertFits("held-record", held);
        assertThat(Json.read(Json.bytes(held), HeldRecord.class)).isEqualTo(held);
    }

    @Test
    void whatKeepsAnythingFromBeingMissedIsAsItsSchemasSay() throws Exception {
        var gap = new Gap("main", "abc", null, "hook-inactive", NOW);
        var since = new Gap("main", "abc", NOW, "down", NOW);
        var source = "/bigcommerce/stores/abc/sweeps";
        var sighting =
                new Sighting("main", "abc", Sighting.Kind.REFUND, 7, 1001, NOW, source, false, NOW);
        var mark =
                new SweepMark("main", "abc", source, Sighting.Kind.ORDER, NOW, NOW, null, 3, NOW);
        var dark =
                new SweepMark(
                        "main",
                        "abc",
                        source,
                        Sighting.Kind.ORDER,
                        NOW,
                        NOW,
                        null,
                        3,
                        NOW,
                        new SweepMark.Hole(NOW, null));

        assertFits("gap", gap);
        assertFits("gap", since);
        assertFits("sighting", sighting);
        assertFits("sweep-mark", mark);
        assertFits("sweep-mark", dark);
        assertThat(Json.read(Json.bytes(gap), Gap.class)).isEqualTo(gap);
        assertThat(Json.read(Json.bytes(sighting), Sighting.class)).isEqualTo(sighting);
        assertThat(Json.read(Json.bytes(mark), SweepMark.class)).isEqualTo(mark);
        assertThat(Json.read(Json.bytes(dark), SweepMark.class)).isEqualTo(dark);
        assertThat(sighting.key()).hasToString("abc/order/1001");
        assertThat(mark.isDone()).isFalse();
    }

    @Test
    void itemSnapshotsAreAsTheirSchemaSays() throws Exception {
        var item =
                new ItemSnapshot(
                        "main", "abc", "17", "Red-S", false, new BigDecimal("19.10"), DATA, NOW);

        assertFits("item-snapshot", item);
        assertThat(Json.read(Json.bytes(item), ItemSnapshot.class)).isEqualTo(item);
        assertThat(item.key()).hasToString("abc/sku/red-s");
    }

    @Test
    void stockSnapshotsAreAsTheirSchemaSays() throws Exception {
        var stock =
                new StockSnapshot(
                        "main",
                        "abc",
                        "17",
                        "A/B",
                        Map.of("1", new BigDecimal("7.5"), "2", BigDecimal.ZERO),
                        NOW);

        assertFits("stock-snapshot", stock);
        assertThat(Json.read(Json.bytes(stock), StockSnapshot.class)).isEqualTo(stock);
        assertThat(RecordKey.parse(stock.key().toString())).isEqualTo(stock.key());
    }

    @Test
    void catalogReadingsAreAsTheirSchemaSays() throws Exception {
        var reading =
                new CatalogReading("main", "abc", Kind.CHANGES, NOW, NOW, NOW, NOW, 100_000, 7);

        assertFits("catalog-reading", reading);
        assertThat(Json.read(Json.bytes(reading), CatalogReading.class)).isEqualTo(reading);
    }

    @Test
    void catalogChangesAreAsTheirSchemaSays() throws Exception {
        var change =
                new CatalogChange(
                        "main",
                        "abc",
                        "Red-S",
                        LISTING,
                        LISTING,
                        ITEM,
                        NOW,
                        Map.of(1001L, 2L),
                        NOW);

        assertFits("catalog-change", change);
        assertThat(Json.read(Json.bytes(change), CatalogChange.class)).isEqualTo(change);
        assertThat(LISTING.with(Listing.NOTHING)).isEqualTo(LISTING);
    }

    @Test
    void catalogOutcomesAreAsTheirSchemaSays() throws Exception {
        var outcome =
                new CatalogOutcome(
                        "main",
                        "abc",
                        "Red-S",
                        CatalogOutcome.Result.REJECTED,
                        "refused",
                        "Because.",
                        LISTING,
                        ITEM,
                        NOW,
                        NOW,
                        List.of(CAUSE),
                        Map.of(1001L, 2L),
                        LISTING,
                        "r1",
                        "jane");

        assertFits("catalog-outcome", outcome);
        assertThat(Json.read(Json.bytes(outcome), CatalogOutcome.class)).isEqualTo(outcome);
    }

    @Test
    void whatPeopleSeeAndDoIsAsItsSchemasSay() throws Exception {
        var call = new Call("PUT salesOrder", Json.object(), "503", 12);
        var attempt =
                new Attempt(
                        "writer.main",
                        Attempt.Result.RETRY,
                        "netsuite-away",
                        "NetSuite answered 503.",
                        1,
                        NOW,
                        NOW,
                        List.of(call),
                        List.of(CAUSE));
        var act =
                new Act(
                        "r1",
                        Act.Kind.REDRIVEN,
                        "jane",
                        NOW,
                        Act.Mode.AS_RECORDED,
                        false,
                        CAUSE,
                        CAUSE,
                        "The item exists now.");
        var replay =
                new Replay(
                        "r1",
                        "jane",
                        NOW,
                        Map.of("topic", "bigcommerce.orders"),
                        Replay.State.STOPPED,
                        Map.of("bigcommerce.orders-0", 5L),
                        Map.of("bigcommerce.orders-0", 9L),
                        Map.of("replayed", 5L),
                        NOW);
        var finding =
                new Finding(
                        "c1",
                        "main",
                        "abc",
                        Finding.What.ORDER,
                        1001,
                        1001,
                        Finding.Kind.TOTAL_DIFFERS,
                        "NetSuite holds 1.00 USD less.",
                        NOW,
                        "USD",
                        new BigDecimal("19.10"),
                        new BigDecimal("18.10"),
                        "77",
                        NOW);
        var reconciliation =
                new Reconciliation(
                        "c1",
                        "main",
                        "abc",
                        NOW,
                        NOW,
                        "jane",
                        NOW,
                        NOW,
                        Map.of("orders", 1L),
                        NOW,
                        0);

        assertFits("attempt", attempt);
        assertFits("act", act);
        assertFits("replay", replay);
        assertFits("finding", finding);
        assertFits("reconciliation", reconciliation);
        assertThat(Json.read(Json.bytes(finding), Finding.class)).isEqualTo(finding);
        assertThat(Json.read(Json.bytes(act), Act.class)).isEqualTo(act);
    }

    @Test
    void asyncApiNamesEveryTopic() throws Exception {
        JsonNode api = new YAMLMapper().readTree(Files.readString(DEPLOY.resolve("asyncapi.yaml")));

        List<String> addresses = new ArrayList<>();
        api.path("channels").forEach(channel -> addresses.add(channel.path("address").asString()));
        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::name).toList());
        api.path("components")
                .path("messages")
                .forEach(message -> {
                    String file = message.path("payload").path("$ref").asString("");
                    assertThat(file.isEmpty() || Files.exists(DEPLOY.resolve(file)))
                            .as(file)
                            .isTrue();
                });
    }

    @Test
    void printsNoPersonalData() {
        var order = Json.object().put("email", "jane@example.com");
        var snapshot =
                new OrderSnapshot(
                        "main",
                        "abc",
                        1001,
                        Disposition.IMPORT,
                        order,
                        List.of(order),
                        List.of(),
                        List.of(),
                        VERSION,
                        List.of(CAUSE),
                        1);

        assertThat(snapshot).hasToString("OrderSnapshot[abc/order/1001, IMPORT]");
        assertThat(new Call("PUT salesOrder", order, "17", 50).toString()).doesNotContain("jane");
    }

    private static void assertFits(String name, Object event) throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        DEPLOY.resolve("schemas/" + name + ".schema.json")));
        assertThat(schema.validate(Json.tree(Json.bytes(event)))).isEmpty();
    }
}
