package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The refunds of the store's orders. They are kept inside their order.
final class RefundBook {
    private final ConcurrentSkipListMap<Long, Long> orderOf = new ConcurrentSkipListMap<>();
    private final AtomicLong lastRefund = new AtomicLong();
    private final AtomicLong lastPayment = new AtomicLong(500);
    private final OrderBook orders;
    private final Events events;
    private final Clock clock;

    RefundBook(OrderBook orders, Events events, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.clock = clock;
    }

    long add(long orderId, ObjectNode refund, boolean whole) {
        long id = lastRefund.incrementAndGet();
        orders.change(
                orderId,
                order -> {
                    BigDecimal left = left(order);
                    if (Json.decimal(refund, "total_amount").compareTo(left) > 0) {
                        throw new IllegalArgumentException(
                                "only %s is left of order %d".formatted(left, orderId));
                    }
                    ObjectNode added = refund.deepCopy();
                    complete(added, id, orderId);
                    ((ArrayNode) order.path("refunds")).add(added);
                    countProducts(order, added);
                    order.put("payment_status", whole ? "refunded" : "partially refunded");
                });
        orderOf.put(id, orderId);
        ObjectNode data = Events.data("order", orderId);
        data.putObject("refund").put("refund_id", id);
        events.fire("store/order/refund/created", data);
        OrderStatus status = whole ? OrderStatus.REFUNDED : OrderStatus.PARTIALLY_REFUNDED;
        orders.updateStatus(orderId, status.id());
        return id;
    }

    /// The provider answers late: a payment of this refund is declined, or is not after all. No
    /// event tells of it.
    void settle(long id, int payment, boolean declined) {
        orders.changeQuietly(
                orderId(id),
                order -> {
                    ObjectNode settled = Json.objects(refund(order, id), "payments").get(payment);
                    settled.put("is_declined", declined);
                    if (left(order).signum() < 0) {
                        throw new IllegalArgumentException("the order was refunded otherwise");
                    }
                    settled.put("declined_message", declined ? "Declined by the provider" : "");
                });
    }

    /// What can still be refunded of the order.
    static BigDecimal left(ObjectNode order) {
        return Json.objects(order, "refunds").stream()
                .map(refund -> PaidRefund.of(refund, "").paidBack())
                .reduce(Json.decimal(order, "total_inc_tax"), BigDecimal::subtract);
    }

    /// The order that this refund is of.
    Optional<ObjectNode> order(long id) {
        return Optional.ofNullable(orderOf.get(id))
                .flatMap(order -> Optional.ofNullable(orders.entries().get(order)))
                .map(entry -> entry.packed().tree());
    }

    /// All refunds by id, of orders that weren't deleted for good.
    List<PaidRefund> all() {
        return refunded().stream()
                .map(entry -> entry.packed().tree())
                .flatMap(order ->
                        Json.objects(order, "refunds").stream()
                                .map(each ->
                                        PaidRefund.of(each, Json.text(order, "currency_code"))))
                .sorted(Comparator.comparingLong(PaidRefund::id))
                .toList();
    }

    /// The orders that have refunds.
    List<OrderEntry> refunded() {
        return orderOf.values().stream()
                .distinct()
                .sorted()
                .flatMap(id -> Optional.ofNullable(orders.entries().get(id)).stream())
                .toList();
    }

    void clear() {
        orderOf.clear();
    }

    private void complete(ObjectNode refund, long id, long orderId) {
        refund.put("id", id);
        refund.put("order_id", orderId);
        if (!refund.has("created")) {
            refund.put("created", Dates.iso(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        }
        for (ObjectNode payment : Json.objects(refund, "payments")) {
            if (!payment.has("id")) {
                payment.put("id", lastPayment.incrementAndGet());
            }
        }
    }

    private static void countProducts(ObjectNode order, ObjectNode refund) {
        for (ObjectNode item : Json.objects(refund, "items")) {
            for (ObjectNode product : Json.objects(order, "products")) {
                if (Json.text(item, "item_type").equals("PRODUCT")
                        && Json.number(item, "item_id") == Json.number(product, "id")) {
                    long refunded =
                            Json.number(product, "quantity_refunded")
                                    + Json.number(item, "quantity");
                    product.put("quantity_refunded", refunded);
                    product.put("is_refunded", refunded >= Json.number(product, "quantity"));
                }
            }
        }
    }

    private long orderId(long id) {
        Long order = orderOf.get(id);
        if (order == null) {
            throw new NoSuchElementException("no refund " + id);
        }
        return order;
    }

    private static ObjectNode refund(ObjectNode order, long id) {
        return Json.objects(order, "refunds").stream()
                .filter(each -> Json.number(each, "id") == id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no refund " + id));
    }
}
