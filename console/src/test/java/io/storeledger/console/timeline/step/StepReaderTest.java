package io.storeledger.console.timeline.step;

import static io.storeledger.console.timeline.step.Records.EMAIL;
import static io.storeledger.console.timeline.step.Records.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.Act;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Finding;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.Place;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term.By;
import io.storeledger.mapping.ExternalIds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class StepReaderTest {
    private static final String ORDER = "abc/order/1001";
    private static final String SKU = "abc/sku/red-s";
    private static final KafkaConfig KAFKA =
            new KafkaConfig(Optional.empty(), Map.of(), "p.", "", 3, 1, Optional.empty());

    private final StepReader reader = new StepReader(KAFKA);
    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void tellsHowAWebhookWasSigned() {
        header(EventHeaders.CE_TYPE, "store/order/updated");
        header(EventHeaders.CE_ID, "e1");
        header(EventHeaders.CE_SOURCE, "/bigcommerce/stores/abc");
        header(EventHeaders.SIGNED_BY, "standard-webhooks");
        header(EventHeaders.TRACEPARENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Reading reading = read(Topics.WEBHOOKS, ORDER, "whatever came");

        assertThat(reading.key()).isEqualTo(ORDER);
        assertThat(reading.step().kind()).isEqualTo(Kind.RECEIVED);
        assertThat(reading.step().title()).isEqualTo("Webhook store/order/updated");
        assertThat(reading.step().place()).isEqualTo(new Place("p.bigcommerce.webhooks", 2, 7));
        assertThat(reading.step().at()).isEqualTo(NOW);
        assertThat(reading.step().facts())
                .containsEntry("signedBy", "standard-webhooks")
                .containsEntry("id", "e1")
                .containsEntry("trace", "0af7651916cd43dd8448eb211c80319c")
                .containsEntry("source", "/bigcommerce/stores/abc");
        assertThat(reading.terms()).containsExactly(Term.of(By.ORDER, "1001"));
    }

    @Test
    void tellsWhatASweepFoundAndWhatAReplayToldAgain() {
        header(EventHeaders.CE_TYPE, "store/order/refund/created");
        header(EventHeaders.CE_SOURCE, "/bigcommerce/stores/abc/sweeps");
        String body = "{\"data\":{\"id\":1001,\"refund\":{\"refund_id\":31}}}";

        Reading found = read(Topics.WEBHOOKS, ORDER, body);
        header(EventHeaders.REPLAY, "r1");
        header(EventHeaders.REPLAYED_BY, "jane");
        Reading again = read(Topics.WEBHOOKS, ORDER, body);

        header(EventHeaders.CE_SOURCE, "/storeledger/reconciliations/r1");
        Reading repaired = read(Topics.WEBHOOKS, ORDER, body);

        assertThat(repaired.step().title()).startsWith("Told by a repair");
        assertThat(found.step().title()).startsWith("Found by a sweep");
        assertThat(found.terms()).contains(Term.of(By.REFUND, "31"));
        assertThat(again.step().title()).startsWith("Told again by a replay");
        assertThat(again.step().facts()).containsEntry("replay", "r1").containsEntry("by", "jane");
    }

    @Test
    void tellsOfAnOrderItsTotalAndNothingOfItsShopper() {
        Reading reading =
                read(
                        Topics.ORDERS,
                        ORDER,
                        Records.order(1001, Disposition.STATUS_NOT_IMPORTED, "Red-S", "Blue-M"));

        assertThat(reading.step().kind()).isEqualTo(Kind.FETCHED);
        assertThat(reading.step().detail()).isEqualTo("Orders in this status are not imported.");
        assertThat(reading.step().facts())
                .containsEntry("total", "119.10 USD")
                .containsEntry("calls", "3")
                .containsEntry("disposition", "STATUS_NOT_IMPORTED");
        assertThat(reading.step().causedBy())
                .containsExactly(new Place("bigcommerce.webhooks", 1, 5));
        assertThat(reading.terms())
                .contains(
                        Term.of(By.CUSTOMER, "77"),
                        Term.of(By.SKU, "red-s"),
                        Term.of(By.SKU, "blue-m"),
                        new Term(Term.asked(" jane.doe@example.COM ").getFirst(), By.EMAIL));
        assertNothingPersonal(reading);
    }

    @Test
    void findsAGuestByTheDigestThatNetSuiteKnowsThemBy() {
        assertThat(new ExternalIds("abc").guest(EMAIL)).endsWith(Term.asked(EMAIL).getFirst());
    }

    @Test
    void tellsOfCustomersAndRefunds() {
        var customer =
                new CustomerSnapshot(
                        "main",
                        "abc",
                        77,
                        Presence.PRESENT,
                        Json.object().put("email", EMAIL).put("last_name", "Doe"),
                        List.of(),
                        new Version(NOW, NOW),
                        List.of(),
                        1);
        var refund =
                new RefundSnapshot(
                        31,
                        Json.object().put("total_amount", new BigDecimal("19.10")),
                        Records.order(1001, Disposition.IMPORT),
                        new Version(NOW, NOW),
                        List.of(),
                        2);

        Reading ofCustomer = read(Topics.CUSTOMERS, "abc/customer/77", customer);
        Reading ofRefund = read(Topics.REFUNDS, ORDER, refund);

        assertThat(ofCustomer.terms())
                .containsExactly(
                        Term.of(By.CUSTOMER, "77"),
                        new Term(Term.asked(EMAIL).getFirst(), By.EMAIL));
        assertThat(ofRefund.step().title()).isEqualTo("Refund 1001/31 fetched from the store");
        assertThat(ofRefund.step().facts()).containsEntry("total", "19.10 USD");
        assertThat(ofRefund.terms()).contains(Term.of(By.REFUND, "31"), Term.of(By.ORDER, "1001"));
        assertNothingPersonal(ofCustomer);
        assertNothingPersonal(ofRefund);
    }

    @Test
    void tellsWhatWasWrittenWithoutTheBodies() {
        Reading reading =
                read(
                        Topics.OUTCOMES,
                        ORDER,
                        Json.toTree(Records.outcome(1001, Result.DONE, null, "4711"))
                                .put("proof", "100.00 + 19.10 = 119.10")
                                .put("replay", "r1")
                                .put("replayedBy", "joe"));

        assertThat(reading.step().kind()).isEqualTo(Kind.WRITTEN);
        assertThat(reading.step().title()).isEqualTo("Written to NetSuite: salesOrder 4711");
        assertThat(reading.step().calls())
                .containsExactly(new Step.Call("PUT salesOrder", "ok", 250));
        assertThat(reading.step().facts())
                .containsEntry("internalId", "4711")
                .containsEntry("externalId", "BC-abc-SO-1001")
                .containsEntry("attempt", "2")
                .containsEntry("millis", "300")
                .containsEntry("proof", "100.00 + 19.10 = 119.10")
                .containsEntry("replay", "r1")
                .containsEntry("by", "joe");
        assertThat(reading.terms())
                .contains(
                        Term.of(By.INTERNAL_ID, "4711"), Term.of(By.EXTERNAL_ID, "bc-abc-so-1001"));
        assertNothingPersonal(reading);
    }

    @Test
    void takesWhatARefusalQuotesOfAPersonOutOfItsSentence() {
        String sentence =
                "Invalid Field Value Jane for firstName of jane.doe@example.com (Doeberg).";

        Reading reading =
                read(
                        Topics.OUTCOMES,
                        ORDER,
                        Records.outcome(1001, Result.REJECTED, sentence, null));

        String hidden = "Invalid Field Value \u2026 for firstName of \u2026 (Doeberg).";
        assertThat(reading.step().kind()).isEqualTo(Kind.REJECTED);
        assertThat(reading.step().detail()).isEqualTo(hidden);
        assertThat(reading.step().calls().getFirst().answer()).isEqualTo(hidden);

        header(EventHeaders.REASON, "Jane of Main Street 1 has no item.");
        header(EventHeaders.REASON_CODE, "no-item");
        Reading letter =
                read(Topics.ORDERS.deadLetters(), ORDER, Records.order(1001, Disposition.IMPORT));

        assertThat(letter.step().title()).isEqualTo("Put into the dead letters");
        assertThat(letter.step().detail()).isEqualTo("\u2026 of \u2026 has no item.");
        assertThat(letter.step().facts()).containsEntry("reasonCode", "no-item");
    }

    @Test
    void tellsOfTriesActsAndFindings() {
        var cause = new Cause("bigcommerce.orders", 1, 6, NOW);
        var attempt =
                new Attempt(
                        "writer.main",
                        Attempt.Result.RETRY,
                        "netsuite-away",
                        "NetSuite answered 503.",
                        3,
                        NOW,
                        NOW.plusMillis(40),
                        List.of(),
                        List.of(cause));
        var act =
                new Act(
                        "r1",
                        Act.Kind.REDRIVEN,
                        "joe@ledger.example.com",
                        NOW.minusSeconds(1),
                        Act.Mode.AS_RECORDED,
                        true,
                        cause,
                        cause,
                        "The item exists now.");
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
                        "4711",
                        NOW);

        Step tried = read(Topics.ATTEMPTS, ORDER, attempt).step();
        Step redriven = read(Topics.ACTS, ORDER, act).step();
        Step found = read(Topics.FINDINGS, ORDER, finding).step();

        assertThat(tried.kind()).isEqualTo(Kind.RETRIED);
        assertThat(tried.title()).isEqualTo("Try 3 of writer.main failed and is repeated");
        assertThat(redriven.kind()).isEqualTo(Kind.REDRIVEN);
        assertThat(redriven.at()).isEqualTo(NOW.minusSeconds(1));
        assertThat(redriven.facts())
                .containsEntry("by", "joe@ledger.example.com")
                .containsEntry("mode", "as-recorded")
                .containsEntry("written", "bigcommerce.orders/1/6");
        assertThat(found.title()).isEqualTo("Order 1001 has another total in NetSuite");
        assertThat(found.facts()).containsEntry("netSuiteTotal", "18.10 USD");
    }

    @Test
    void tellsOfTheCatalogueAndOfSightings() {
        var item =
                new ItemSnapshot(
                        "main",
                        "abc",
                        "9",
                        "Red-S",
                        false,
                        new BigDecimal("19.10"),
                        new ProductData("Shirt", null, null, null, null),
                        NOW);
        var stock =
                new StockSnapshot("main", "abc", "9", "Red-S", Map.of("1", BigDecimal.TEN), NOW);
        var listing =
                new Listing(
                        new Listing.Stock(1, Map.of("1", 8L)),
                        new Listing.Price(1, new BigDecimal("19.10")),
                        null);
        var change =
                new CatalogChange(
                        "main", "abc", "Red-S", listing, null, null, NOW, Map.of(1001L, 2L), null);
        var outcome =
                new CatalogOutcome(
                        "main",
                        "abc",
                        "Red-S",
                        CatalogOutcome.Result.PUBLISHED,
                        null,
                        null,
                        listing,
                        null,
                        NOW,
                        NOW,
                        List.of(),
                        Map.of());
        var sighting =
                new Sighting(
                        "main",
                        "abc",
                        Sighting.Kind.REFUND,
                        31,
                        1001,
                        NOW,
                        "/bigcommerce/stores/abc/backfills/b1",
                        false,
                        NOW);

        assertThat(read(Topics.ITEMS, SKU, item).terms())
                .containsExactly(Term.of(By.SKU, "red-s"), Term.of(By.INTERNAL_ID, "9"));
        assertThat(read(Topics.STOCK, SKU, stock).step().facts())
                .containsEntry("available", "1: 10");
        assertThat(read(Topics.CATALOG_CHANGES, SKU, change).step().facts())
                .containsEntry("stock", "1: 8")
                .containsEntry("price", "19.10")
                .containsEntry("parts", "stock, price")
                .containsEntry("heldBackFor", "1001 (2)");
        assertThat(read(Topics.CATALOG_OUTCOMES, SKU, outcome).step().kind())
                .isEqualTo(Kind.PUBLISHED);
        assertThat(read(Topics.SIGHTINGS, ORDER, sighting).step().title())
                .isEqualTo("Seen in the store's refunds by a backfill");
    }

    @Test
    void saysOfWhatItCanNotReadThatItCanNot() {
        for (Topic<?> topic : StepReader.topics()) {
            for (String value : List.of("no json", "{}", "[]", "null", "{\"version\":{}}", "7")) {
                assertThat(read(topic, ORDER, value).step().title()).isNotBlank();
            }
            assertThat(
                            reader.read(
                                    new LogRecord(
                                            new Place("p." + topic.name(), 2, 7),
                                            NOW,
                                            "no key of ours",
                                            headers,
                                            null)))
                    .isPresent();
        }
        Step malformed = read(Topics.ORDERS, ORDER, "{\"email\": \"jane@example.com\"").step();
        Step lacking =
                read(Topics.OUTCOMES, ORDER, "{\"calls\":[],\"causedBy\":[],\"type\":\"x\"}")
                        .step();

        assertThat(malformed.kind()).isEqualTo(Kind.FOUND);
        assertThat(malformed.detail()).contains("not the expected JSON").doesNotContain("jane");
        assertThat(lacking.detail()).contains("it lacks connection");
    }

    @Test
    void cutsWhatNoSentenceIsLongEnoughFor() {
        String endless = "x ".repeat(100_000);

        Step step =
                read(Topics.OUTCOMES, ORDER, Records.outcome(1001, Result.REJECTED, endless, null))
                        .step();

        assertThat(Json.bytes(step)).hasSizeLessThan(10_000);
    }

    @Test
    void leavesTopicsAboutOurOwnWorkAlone() {
        var record =
                new LogRecord(new Place("p.bigcommerce.sweeps", 0, 0), NOW, "k", headers, null);

        assertThat(reader.read(record)).isEmpty();
    }

    private void header(String name, String value) {
        EventHeaders.add(headers, name, value);
    }

    private Reading read(Topic<?> topic, String key, Object event) {
        byte[] value = event instanceof String text ? text.getBytes(UTF_8) : Json.bytes(event);
        return reader.read(
                        new LogRecord(
                                new Place("p." + topic.name(), 2, 7), NOW, key, headers, value))
                .orElseThrow();
    }

    private static void assertNothingPersonal(Reading reading) {
        assertThat(Json.text(reading))
                .doesNotContainIgnoringCase(Records.PERSONAL.toArray(CharSequence[]::new));
    }
}
