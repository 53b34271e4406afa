package io.storeledger.console.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.mapping.Rules;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class PreviewIT {
    private static final Rules RULES = Books.rules(Books.RULES);

    private static Books books;

    @BeforeAll
    static void write(EmbeddedBroker broker) {
        books = new Books(broker);
        books.item("Lamp", "6000");
        books.wrote(Books.order(1001, Books.TIME.minusSeconds(60)), RULES);
        books.wrote(Books.order(1001, Books.TIME), RULES);
        books.wrote(Books.refund(31, Books.order(1001, Books.TIME), "3.00"), RULES);
        books.wrote(Books.customer(7, "01130000000", Books.TIME), RULES);
    }

    @AfterAll
    static void close() {
        books.close();
    }

    @Test
    void saysThatWhatNetSuiteHoldsWouldStayThoughItsItemsAreNotInTheLog() {
        Judgement judgement = judge(Books.order(1001, Books.TIME));

        assertThat(judgement.would()).isEqualTo(Judgement.UNCHANGED);
        assertThat(judgement.differences()).isEmpty();
    }

    @Test
    void namesTheFieldsThatAnEditWouldChangeAndNoOthers() {
        OrderSnapshot edited = Books.order(1001, Books.TIME.plusSeconds(60));
        ((tools.jackson.databind.node.ObjectNode) edited.order().get("billing_address"))
                .put("street_1", "2 Mill Lane");
        edited.products().getFirst().put("name", "Bath towel");

        Judgement judgement = judge(edited);

        assertThat(judgement.would()).isEqualTo(Judgement.CHANGED);
        assertThat(judgement.differences())
                .containsExactly(
                        new Difference("billingAddress.addr1", "1 Mill Lane", "2 Mill Lane"),
                        new Difference("item.items[0].description", "Towel", "Bath towel"));
        assertThat(judgement.sentence()).startsWith("2 fields would change. Proved: lines 25.00");
        assertThat(judgement.withoutPersonalData().differences())
                .containsExactly(
                        new Difference("billingAddress.addr1", "***", "***"),
                        new Difference("item.items[0].description", "***", "***"));
    }

    @Test
    void showsAmountsToWhoMayNotSeePersonalData() {
        OrderSnapshot edited = Books.order(1001, Books.TIME.plusSeconds(60));
        edited.order()
                .put("shipping_cost_ex_tax", "10.00")
                .put("shipping_cost_inc_tax", "11.00")
                .put("total_ex_tax", "30.00")
                .put("total_inc_tax", "35.00");

        assertThat(judge(edited).withoutPersonalData().differences())
                .contains(new Difference("item.items[1].amount", "5.00", "10.00"))
                .allMatch(difference -> !"***".equals(difference.after()));
    }

    @Test
    void leavesOldNewsUnlessItIsForced() {
        OrderSnapshot older = Books.order(1001, Books.TIME.minusSeconds(3600));

        assertThat(judge(older).would()).isEqualTo(Judgement.SKIPPED);
        assertThat(judge(older).sentence()).contains("newer state of Order 1001");
        assertThat(judge(RULES, Topics.ORDERS, older.key().toString(), older, true).would())
                .isEqualTo(Judgement.CHANGED);
    }

    @Test
    void wouldCreateAnOrderOnceAndSaysWhichItemsAreLookedUp() {
        OrderSnapshot order = Books.order(1002, Books.TIME);
        OrderSnapshot later = Books.order(1002, Books.TIME.plusSeconds(1));

        try (var preview = new Preview(books.kafka(), Map.of(Books.STORE, RULES), Set.of())) {
            Judgement first = judge(preview, Topics.ORDERS, order.key().toString(), order);
            Judgement second = judge(preview, Topics.ORDERS, later.key().toString(), later);

            assertThat(first.would()).isEqualTo(Judgement.CREATED);
            assertThat(first.sentence())
                    .contains("lines 25.00 + tax 5.00 = 30.00 GBP")
                    .contains("Its customer would be created")
                    .contains("looked up when it is written: TOWEL");
            assertThat(second.would()).isEqualTo(Judgement.UNCHANGED);
        }
    }

    @Test
    void rejectsWithTheArithmeticAndSkipsWhatIsNotImported() {
        OrderSnapshot off = Books.order(1003, Books.TIME);
        off.order().put("total_inc_tax", "31.00");
        OrderSnapshot pending = Books.order(1004, Books.TIME);
        var skipped =
                new OrderSnapshot(
                        pending.connection(),
                        pending.store(),
                        pending.orderId(),
                        Disposition.STATUS_NOT_IMPORTED,
                        pending.order(),
                        pending.products(),
                        pending.shippingAddresses(),
                        pending.coupons(),
                        pending.version(),
                        pending.causedBy(),
                        1);

        assertThat(judge(off).would()).isEqualTo(Judgement.REJECTED);
        assertThat(judge(off).sentence()).contains("total_inc_tax is 31.00 GBP");
        assertThat(judge(skipped).would()).isEqualTo(Judgement.SKIPPED);
    }

    @Test
    void takesItemsFromTheCatalogueWhereItKnowsThem() {
        OrderSnapshot order = Books.order(1001, Books.TIME.plusSeconds(60));
        order.products().getFirst().put("sku", "LAMP");

        assertThat(judge(order).differences())
                .containsExactly(new Difference("item.items[0].item.id", "5000", "6000"));
    }

    @Test
    void closesWhatTheStoreCancelled() {
        OrderSnapshot cancelled = Books.order(1001, Books.TIME.plusSeconds(60));
        cancelled.order().put("status_id", 5);

        assertThat(judge(cancelled).would()).isEqualTo(Judgement.CHANGED);
        assertThat(judge(cancelled).sentence()).contains("would be closed");
    }

    @Test
    void tellsOfRefundsWithTheirOrders() {
        RefundSnapshot held = Books.refund(31, Books.order(1001, Books.TIME), "3.00");
        RefundSnapshot ofNewOrder = Books.refund(32, Books.order(1005, Books.TIME), "4.00");
        RefundSnapshot settled = Books.refund(31, Books.order(1001, Books.TIME), "2.00");

        assertThat(judge(held).would()).isEqualTo(Judgement.UNCHANGED);
        assertThat(judge(ofNewOrder).would()).isEqualTo(Judgement.CREATED);
        assertThat(judge(ofNewOrder).sentence()).contains("Its order would be created before it");
        assertThat(judge(settled).differences())
                .extracting(Difference::field)
                .contains("item.items[0].amount", "item.items[0].rate")
                .allMatch(field -> field.startsWith("item.") || field.startsWith("taxDetails"));
    }

    @Test
    void tellsOfCustomers() {
        assertThat(judge(Books.customer(7, "01130000000", Books.TIME)).would())
                .isEqualTo(Judgement.UNCHANGED);
        assertThat(judge(Books.customer(8, "01130000000", Books.TIME)).would())
                .isEqualTo(Judgement.CREATED);
        assertThat(judge(Books.customer(7, "01130000001", Books.TIME.plusSeconds(1))).differences())
                .containsExactly(new Difference("phone", "01130000000", "01130000001"));
    }

    @Test
    void tellsWhatOtherRulesWouldChange() {
        OrderSnapshot order = Books.order(1001, Books.TIME);
        Rules other = Books.rules(Books.RULES.replace("GB: 31", "GB: 32"));

        assertThat(judge(other, Topics.ORDERS, order.key().toString(), order, false).differences())
                .containsExactly(new Difference("location.id", "31", "32"));
    }

    @Test
    void rejectsWhatCantBeRead() {
        try (var preview = new Preview(books.kafka(), Map.of(Books.STORE, RULES), Set.of())) {
            Judgement judgement =
                    preview.judge(
                            Topics.ORDERS,
                            Books.STORE + "/order/1",
                            new RecordHeaders(),
                            "{".getBytes(StandardCharsets.UTF_8),
                            false);

            assertThat(judgement.would()).isEqualTo(Judgement.REJECTED);
        }
    }

    @Test
    void leavesWhatIsNoSnapshotOrOfAnotherStoreToOthers() {
        OrderSnapshot order = Books.order(1001, Books.TIME);

        try (var preview = new Preview(books.kafka(), Map.of(Books.STORE, RULES), Set.of())) {
            assertThat(judge(preview, Topics.WEBHOOKS, order.key().toString(), order))
                    .isEqualTo(Judgement.of(Judgement.REPLAYED, "It would be written again."));
            assertThat(judge(preview, Topics.ORDERS, "other/order/1", order).sentence())
                    .isEqualTo(
                            "The configuration has no rules for the store that other/order/1"
                                    + " belongs to.");
        }
    }

    private static Judgement judge(OrderSnapshot order) {
        return judge(RULES, Topics.ORDERS, order.key().toString(), order, false);
    }

    private static Judgement judge(RefundSnapshot refund) {
        return judge(RULES, Topics.REFUNDS, refund.key().toString(), refund, false);
    }

    private static Judgement judge(CustomerSnapshot customer) {
        return judge(RULES, Topics.CUSTOMERS, customer.key().toString(), customer, false);
    }

    private static Judgement judge(
            Rules rules, Topic<?> topic, String key, Object value, boolean forced) {
        try (var preview = new Preview(books.kafka(), Map.of(Books.STORE, rules), Set.of(key))) {
            return preview.judge(topic, key, new RecordHeaders(), Json.bytes(value), forced);
        }
    }

    private static Judgement judge(Preview preview, Topic<?> topic, String key, Object value) {
        return preview.judge(topic, key, new RecordHeaders(), Json.bytes(value), false);
    }
}
