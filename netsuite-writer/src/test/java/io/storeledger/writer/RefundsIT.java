package io.storeledger.writer;

import static io.storeledger.writer.WriterRig.money;
import static io.storeledger.writer.WriterRig.refundOf;
import static io.storeledger.writer.WriterRig.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topics;
import io.storeledger.sandbox.contract.NetSuiteContract;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.shop.RefundMaker;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(BrokerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RefundsIT {
    private static final BigDecimal FIVE = new BigDecimal("5.00");

    @TempDir Path folder;

    private WriterRig rig;
    private ObjectNode order;

    @BeforeEach
    void start(EmbeddedBroker broker) {
        rig = new WriterRig(broker, folder);
        order = rig.placeOne();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void bringsTheOrderFirstThenTheCreditToTheCent() throws Exception {
        ObjectNode refund = refundOfFirstLine(9);
        try (var _ = rig.writer("")) {
            rig.publish(snapshot(refund, imported(0), 0));

            assertThat(rig.outcomes(2))
                    .extracting(WriteOutcome::type, WriteOutcome::result)
                    .containsExactly(
                            tuple("salesOrder", Result.DONE), tuple("creditMemo", Result.DONE));
        }
        ObjectNode memo = rig.held("creditMemo", "CM-9");
        assertThat(money(memo, "total")).isEqualByComparingTo(money(refund, "total_amount"));
        assertThat(memo.path("entity").path("id"))
                .isEqualTo(rig.sale(order).path("entity").path("id"));
        assertThat(memo.path("tranDate").asString("")).isEqualTo("2026-01-02");
    }

    @Test
    void creditsWhateverTheStoreRefundsToTheCent() throws Exception {
        RefundMaker maker = new RefundMaker(new Random(11));
        Map<Long, BigDecimal> paidBack = new HashMap<>();
        try (var _ = rig.writer("")) {
            for (RefundMaker.Way way : RefundMaker.Way.values()) {
                for (int i = 0; i < 6; i++) {
                    ObjectNode sold = rig.placeOne();
                    BigDecimal left = money(sold, "total_inc_tax");
                    ObjectNode refund = maker.make(sold, left, way).orElseThrow().refund();
                    long id = 100L + paidBack.size();
                    refund.put("id", id).put("created", "2026-01-02T10:00:00+00:00");
                    paidBack.put(id, paidBack(refund));
                    rig.publish(snapshot(refund, snapshot(sold, 0, Disposition.IMPORT), 0));
                }
            }
            List<WriteOutcome> outcomes = rig.outcomes(2 * paidBack.size());

            assertThat(outcomes)
                    .allSatisfy(outcome ->
                            assertThat(outcome.result())
                                    .as(outcome.externalId() + " " + outcome.reason())
                                    .isNotEqualTo(Result.REJECTED));
        }
        paidBack.forEach((id, amount) -> {
            if (amount.signum() == 0) {
                assertThat(
                                rig.sandbox
                                        .netSuite()
                                        .byExternalId("creditMemo", "BC-sandbox1-CM-" + id))
                        .isEmpty();
            } else {
                assertThat(money(rig.held("creditMemo", "CM-" + id), "total"))
                        .as("refund " + id)
                        .isEqualByComparingTo(amount);
            }
        });
    }

    @Test
    void creditsEachRefundOnceHoweverOftenItIsTold() throws Exception {
        try (var _ = rig.writer("")) {
            for (int i = 0; i < 3; i++) {
                rig.publish(snapshot(refundOf(order, 9, FIVE), imported(0), i));
                rig.publish(snapshot(refundOf(order, 10, BigDecimal.ONE), imported(0), i));
            }
            rig.outcomes(3);
        }
        try (var _ = rig.writer("refunds: { kind: cash-refund }")) {
            int seen = rig.outcomes(3).size();
            rig.publish(snapshot(refundOf(order, 9, FIVE), imported(0), 50));

            assertThat(rig.outcomes(seen + 1).getLast().reasonCode()).isEqualTo("unchanged");
        }
        assertThat(rig.sandbox.netSuite().records("creditMemo")).hasSize(2);
        assertThat(rig.sandbox.netSuite().records("salesOrder")).hasSize(1);
    }

    @Test
    void endsInOneCreditWhenTheAnswerIsLost() throws Exception {
        try (var _ = rig.writer("")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            rig.sandbox.faults().next(Fault.NETSUITE_LOST_ANSWER, 1);
            rig.sandbox.faults().next(Fault.NETSUITE_500_AFTER_WRITE, 1);
            rig.publish(snapshot(refundOf(order, 9, FIVE), imported(0), 0));

            assertThat(rig.outcomes(2).getLast().result()).isEqualTo(Result.DONE);
        }
        assertThat(rig.sandbox.netSuite().records("creditMemo")).hasSize(1);
        assertThat(money(rig.held("creditMemo", "CM-9"), "total")).isEqualByComparingTo(FIVE);
    }

    @Test
    void appliesACreditMadeFromTheInvoice() throws Exception {
        ObjectNode refund = refundOfFirstLine(9);
        long invoice;
        try (var _ = rig.writer("refunds: { kind: from-invoice, restock: always }")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            invoice = rig.sandbox.netSuite().bill(sale(), "invoice");
            rig.publish(snapshot(refund, imported(0), 0));

            assertThat(rig.outcomes(2).getLast().result()).isEqualTo(Result.DONE);
        }
        ObjectNode memo = rig.held("creditMemo", "CM-9");
        assertThat(money(memo, "total")).isEqualByComparingTo(money(refund, "total_amount"));
        assertThat(memo.path("createdFrom").path("id").asLong()).isEqualTo(invoice);
        assertThat(memo.at("/apply/items/0/doc/id").asLong()).isEqualTo(invoice);
        assertThat(money(memo.at("/apply/items/0"), "amount"))
                .isEqualByComparingTo(money(refund, "total_amount"));
        assertThat(memo.path("item").path("items").size()).isEqualTo(1);
    }

    @Test
    void makesACashRefundOfTheCashSaleAndLosesNoAnswer() throws Exception {
        ObjectNode refund = refundOfFirstLine(9);
        long cashSale;
        try (var _ = rig.writer("refunds: { kind: cash-refund }")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            cashSale = rig.sandbox.netSuite().bill(sale(), "cashSale");
            rig.sandbox.faults().next(Fault.NETSUITE_LOST_ANSWER, 1);
            rig.publish(snapshot(refund, imported(0), 0));

            WriteOutcome outcome = rig.outcomes(2).getLast();

            assertThat(outcome.result()).isEqualTo(Result.DONE);
            assertThat(outcome.type()).isEqualTo("cashRefund");
        }
        assertThat(rig.sandbox.netSuite().records("cashRefund")).hasSize(1);
        ObjectNode credit = rig.held("cashRefund", "CM-9");
        assertThat(money(credit, "total")).isEqualByComparingTo(money(refund, "total_amount"));
        assertThat(credit.path("createdFrom").path("id").asLong()).isEqualTo(cashSale);
    }

    @Test
    void doesAsTheRulesSayWhileTheOrderIsNotBilled() throws Exception {
        try (var _ = rig.writer("refunds: { kind: from-invoice, notBilled: reject }")) {
            rig.publish(snapshot(refundOf(order, 9, FIVE), imported(0), 0));

            WriteOutcome outcome = rig.outcomes(2).getLast();

            assertThat(outcome.reasonCode()).isEqualTo("not-billed");
            assertThat(rig.read(Topics.REFUNDS.deadLetters(), 1)).hasSize(1);
        }
        try (var _ = rig.writer("refunds: { kind: cash-refund }")) {
            rig.publish(snapshot(refundOf(order, 9, FIVE), imported(0), 0));

            WriteOutcome outcome = rig.outcomes(3).getLast();

            assertThat(outcome.result()).isEqualTo(Result.DONE);
            assertThat(outcome.type()).isEqualTo("creditMemo");
        }
    }

    @Test
    void waitsForTheBillAndHoldsUpNoOtherOrder() throws Exception {
        try (var _ = rig.writer("refunds: { kind: from-invoice, notBilled: wait }")) {
            rig.publish(snapshot(refundOf(order, 9, FIVE), imported(0), 0));
            rig.outcomes(1);
            rig.publish(snapshot(rig.placeOne(), 0, Disposition.IMPORT));

            assertThat(rig.outcomes(2))
                    .extracting(WriteOutcome::type)
                    .containsExactly("salesOrder", "salesOrder");
        }
        assertThat(rig.sandbox.netSuite().records("creditMemo")).isEmpty();
    }

    @Test
    void followsThePaymentsThatAreDeclinedLater() throws Exception {
        ObjectNode refund = refundOf(order, 9, FIVE);
        ObjectNode partly = refund.deepCopy();
        partly.putArray("payments")
                .add(Json.object().put("amount", new BigDecimal("3.00")).put("is_declined", false))
                .add(Json.object().put("amount", new BigDecimal("2.00")).put("is_declined", true));
        ObjectNode declined = refund.deepCopy();
        ((ObjectNode) declined.at("/payments/0")).put("is_declined", true);
        try (var _ = rig.writer("")) {
            rig.publish(snapshot(refund, imported(0), 0));
            rig.outcomes(2);
            rig.publish(snapshot(partly, imported(0), 10));

            assertThat(rig.outcomes(3).getLast().result()).isEqualTo(Result.DONE);
            assertThat(money(rig.held("creditMemo", "CM-9"), "total")).isEqualByComparingTo("3");

            rig.publish(snapshot(refund, imported(0), 5));
            assertThat(rig.outcomes(4).getLast().reasonCode()).isEqualTo("old-news");

            rig.publish(snapshot(declined, imported(0), 20));
            assertThat(rig.outcomes(5).getLast().result()).isEqualTo(Result.DONE);
            ObjectNode credit = rig.held("creditMemo", "CM-9");
            assertThat(money(credit, "total")).isZero();
            assertThat(credit.at("/item/items/0/description").asString(""))
                    .isEqualTo("All payments of the refund were declined.");

            ObjectNode never = declined.deepCopy();
            never.put("id", 10);
            rig.publish(snapshot(never, imported(0), 20));
            assertThat(rig.outcomes(6).getLast().reasonCode()).isEqualTo("declined");
        }
        assertThat(rig.sandbox.netSuite().records("creditMemo")).hasSize(1);
    }

    @Test
    void skipsTheRefundOfAnOrderThatIsNotImported() throws Exception {
        OrderSnapshot other = snapshot(order, 0, Disposition.STATUS_NOT_IMPORTED);
        try (var _ = rig.writer("")) {
            rig.publish(snapshot(refundOf(order, 9, FIVE), other, 0));

            assertThat(rig.outcomes(1).getLast().reasonCode()).isEqualTo("order-not-imported");
        }
        assertThat(rig.sandbox.netSuite().requests().calls()).isZero();
    }

    @Test
    void rejectsTheRefundOfAnOrderThatIsRejected() throws Exception {
        order.put("default_currency_code", "CHF");
        try (var _ = rig.writer("")) {
            rig.publish(snapshot(refundOf(order, 9, FIVE), imported(0), 0));

            assertThat(rig.outcomes(2))
                    .extracting(WriteOutcome::reasonCode)
                    .containsExactly("unmappable", "order-rejected");
        }
    }

    @Test
    void deletesACreditWhoseTotalNetSuiteComputesDifferently() throws Exception {
        // the sandbox's items carry no tax
        ObjectNode refund = refundOfFirstLine(9);
        refund.put("total_tax", BigDecimal.ONE);
        try (var _ = rig.writer("")) {
            rig.publish(imported(0));
            rig.outcomes(1);
        }
        try (var _ = rig.writer("netsuite-calculates", "")) {
            rig.publish(snapshot(refund, imported(0), 0));

            WriteOutcome outcome = rig.outcomes(2).getLast();

            assertThat(outcome.reasonCode()).isEqualTo("total-differs");
            assertThat(outcome.calls())
                    .extracting(Call::operation)
                    .endsWith("POST creditMemo", "GET creditMemo", "DELETE creditMemo");
        }
        assertThat(rig.sandbox.netSuite().records("creditMemo")).isEmpty();
    }

    @Test
    void sendsOnlyWhatNetSuitesContractKnows() throws Exception {
        try (var _ = rig.writer("refunds: { kind: from-invoice }")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            rig.publish(snapshot(refundOfFirstLine(8), imported(0), 0));
            rig.outcomes(2);
            rig.sandbox.netSuite().bill(sale(), "invoice");
            rig.publish(snapshot(refundOfFirstLine(9), imported(0), 0));

            List<Call> written =
                    rig.outcomes(3).stream()
                            .filter(outcome -> outcome.type().equals("creditMemo"))
                            .flatMap(outcome -> outcome.calls().stream())
                            .filter(call -> call.sent() != null)
                            .toList();
            assertThat(written)
                    .extracting(Call::operation)
                    .containsExactly("POST creditMemo", "POST invoice/!transform/creditMemo");
            assertThat(written)
                    .allSatisfy(call ->
                            assertThat(
                                            NetSuiteContract.of("creditMemo")
                                                    .unknownNames(requireNonNull(call.sent())))
                                    .isEmpty());
        }
    }

    @Test
    void closesWhatACancelledOrderHasNotFulfilled() throws Exception {
        try (var _ = rig.writer("")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            rig.publish(cancelled(10));

            assertThat(rig.outcomes(2).getLast().result()).isEqualTo(Result.DONE);
            assertThat(rig.sale(order).path("item").path("items").valueStream())
                    .allMatch(line -> line.path("isClosed").asBoolean(false));
            int writes = rig.sandbox.netSuite().writes().size();

            rig.publish(cancelled(20));
            assertThat(rig.outcomes(3).getLast().reasonCode()).isEqualTo("unchanged");
            rig.publish(cancelled(5));
            assertThat(rig.outcomes(4).getLast().reasonCode()).isEqualTo("old-news");
            assertThat(rig.sandbox.netSuite().writes()).hasSize(writes);
        }
    }

    @Test
    void closesNothingOfACancelledOrderThatIsFulfilled() throws Exception {
        while (!order.path("products").toString().contains("\"giftcertificate\"")) {
            order = rig.placeOne();
        }
        try (var _ = rig.writer("")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            rig.sandbox.netSuite().bill(sale(), "invoice");
            rig.publish(cancelled(10));

            assertThat(rig.outcomes(2).getLast().reasonCode()).isEqualTo("nothing-to-close");
        }
    }

    @Test
    void leavesChargesOpenWhileGoodsAreSent() throws Exception {
        while (order.path("products").path(0).path("quantity").asInt() < 2) {
            order = rig.placeOne();
        }
        try (var _ = rig.writer("")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            ObjectNode one = Json.object();
            one.putObject("inventoryLocation").put("id", "1");
            one.putObject("item")
                    .putArray("items")
                    .addObject()
                    .put("orderLine", 1)
                    .put("line", 1)
                    .put("itemReceive", true)
                    .put("quantity", 1);
            rig.sandbox
                    .netSuite()
                    .transform(
                            "salesOrder",
                            rig.sale(order).path("id").asLong(),
                            "itemFulfillment",
                            one);
            int lines = rig.sale(order).path("item").path("items").size();
            rig.publish(cancelled(10));

            assertThat(rig.outcomes(2).getLast().result()).isEqualTo(Result.DONE);
            JsonNode items = rig.sale(order).path("item").path("items");
            assertThat(items.size()).isEqualTo(lines);
            assertThat(items.get(0).path("quantityFulfilled").asInt()).isGreaterThan(0);
            for (JsonNode line : items) {
                String item = line.at("/item/refName").asString("");
                boolean charge = item.startsWith("BC-") && !item.equals("BC-GIFT-CERTIFICATE");
                boolean whole =
                        money(line, "quantityFulfilled").compareTo(money(line, "quantity")) >= 0;
                assertThat(line.path("isClosed").asBoolean(false)).isEqualTo(!charge && !whole);
            }
        }
    }

    @Test
    void leavesACancelledOrderAloneIfTheRulesSaySo() throws Exception {
        try (var _ = rig.writer("updates: { cancelled: ignore }")) {
            rig.publish(imported(0));
            rig.outcomes(1);
            rig.publish(cancelled(10));

            assertThat(rig.outcomes(2).getLast().reasonCode()).isEqualTo("status-not-imported");
        }
        assertThat(rig.sale(order).toString()).doesNotContain("\"isClosed\":true");
    }

    @Test
    void skipsACancelledOrderThatNetSuiteDoesNotHold() throws Exception {
        try (var _ = rig.writer("")) {
            rig.publish(cancelled(10));

            assertThat(rig.outcomes(1).getLast().reasonCode()).isEqualTo("status-not-imported");
        }
        assertThat(rig.sandbox.netSuite().requests().calls()).isZero();
    }

    private OrderSnapshot imported(int later) {
        return snapshot(order, later, Disposition.IMPORT);
    }

    private OrderSnapshot cancelled(int later) {
        ObjectNode cancelled = order.deepCopy();
        cancelled.put("status_id", 5);
        return snapshot(cancelled, later, Disposition.STATUS_NOT_IMPORTED);
    }

    private String sale() {
        return "BC-sandbox1-SO-" + order.path("id").asString("");
    }

    private static BigDecimal paidBack(ObjectNode refund) {
        return refund.path("payments")
                .valueStream()
                .filter(payment -> !payment.path("is_declined").asBoolean())
                .map(payment -> money(payment, "amount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// All of the order's first line, at what it came to.
    private ObjectNode refundOfFirstLine(long id) {
        JsonNode line = order.path("products").path(0);
        BigDecimal amount = money(line, "discounted_total_inc_tax");
        ObjectNode refund = refundOf(order, id, amount);
        refund.put("total_tax", money(line, "total_tax").min(amount));
        refund.putArray("items")
                .addObject()
                .put("item_type", "PRODUCT")
                .put("item_id", line.path("id").asLong())
                .put("quantity", line.path("quantity").asInt())
                .put("requested_amount", amount);
        return refund;
    }
}
