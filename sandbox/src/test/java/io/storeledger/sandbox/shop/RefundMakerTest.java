package io.storeledger.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.sandbox.bigcommerce.PaidRefund;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.shop.RefundMaker.Way;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RefundMakerTest {
    private final Random random = new Random(11);
    private final StoreSandbox store =
            new StoreSandbox(StoreConfig.defaults(), new Faults(random), Clock.systemUTC(), random);
    private final OrderMaker orders = new OrderMaker(random);
    private final People people = new People(random);
    private final RefundMaker refunds = new RefundMaker(random);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void refundsInAllWaysAndNeverMoreThanWasPaid() {
        Set<String> types = new HashSet<>();
        Set<String> traits = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            long id = store.placeOrder(orders.next(people.next(), 0).toOrder());
            for (int each = 0; each < 3; each++) {
                refunds.any(store.order(id), store.refundable(id))
                        .ifPresent(made -> store.refund(id, made.refund(), made.whole()));
            }
            ObjectNode order = store.order(id);
            assertThat(store.refundable(id)).isNotNegative();
            for (ObjectNode refund : Json.objects(order, "refunds")) {
                traits(refund, types, traits);
            }
        }
        Map<Long, BigDecimal> paid =
                store.refunds().stream()
                        .collect(
                                Collectors.toMap(
                                        PaidRefund::orderId,
                                        PaidRefund::paidBack,
                                        BigDecimal::add));
        paid.forEach((id, sum) ->
                assertThat(sum)
                        .isLessThanOrEqualTo(Json.decimal(store.order(id), "total_inc_tax")));
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "PRODUCT", "GIFT_WRAPPING", "SHIPPING", "HANDLING", "FEE", "ORDER");
        assertThat(traits)
                .containsExactlyInAnyOrder(
                        "empty", "override", "declined", "in part", "null", "adjusted");
    }

    @Test
    void leavesNothingOfAnOrderThatIsRefundedAsAWhole() {
        int whole = 0;
        for (int i = 0; i < 100; i++) {
            long id = store.placeOrder(orders.next(people.next(), 0).toOrder());
            RefundMaker.Made made =
                    refunds.make(store.order(id), store.refundable(id), Way.WHOLE).orElse(null);
            if (made != null && made.whole()) {
                store.refund(id, made.refund(), true);
                whole++;
                assertThat(store.refundable(id)).isZero();
                assertThat(Json.number(store.order(id), "status_id")).isEqualTo(4);
            }
        }
        assertThat(whole).isGreaterThan(70);
    }

    @Test
    void countsWhatIsSettledLater() {
        long id =
                store.placeOrder(
                        OrderDraft.taxExclusive("USD")
                                .line(DraftLine.of("SB-TEE-RED", "20", 2))
                                .toOrder());
        ObjectNode refund = Json.object().put("total_amount", 15);
        refund.putArray("payments").addObject().put("amount", 15).put("is_declined", false);
        long refundId = store.refund(id, refund, false);
        assertThat(store.refundable(id)).isEqualByComparingTo("25");

        store.settleRefund(refundId, 0, true);

        assertThat(store.refundable(id)).isEqualByComparingTo("40");
        assertThat(store.refunds().getFirst().paidBack()).isZero();
        store.refund(id, Json.object().put("total_amount", 30), false);
        assertThatThrownBy(() -> store.settleRefund(refundId, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.refund(id, Json.object().put("total_amount", 11), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void traits(ObjectNode refund, Set<String> types, Set<String> traits) {
        List<ObjectNode> items = Json.objects(refund, "items");
        if (items.isEmpty()) {
            traits.add("empty");
        }
        if (refund.path("uses_merchant_override_values").asBoolean()) {
            traits.add("override");
        }
        List<ObjectNode> payments = Json.objects(refund, "payments");
        long declined = payments.stream().filter(p -> p.path("is_declined").asBoolean()).count();
        if (declined > 0) {
            traits.add(declined == payments.size() ? "declined" : "in part");
        }
        for (ObjectNode item : items) {
            types.add(Json.text(item, "item_type"));
            if (item.path("requested_amount").isNull()) {
                traits.add("null");
            }
            if (!item.path("adjustments").isEmpty()) {
                traits.add("adjusted");
            }
        }
    }
}
