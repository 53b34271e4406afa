package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// What happens to an order after it was completed: of a hundred 5 are cancelled, 7 refunded, some
/// edited or shipped; most stay as they are.
final class Aftermath {
    private static final Set<Integer> REFUNDABLE = Set.of(2, 3, 9, 10, 11, 14);
    private static final Set<Integer> CANCELLABLE = Set.of(1, 7, 8, 9, 11);

    private final StoreSandbox store;
    private final RandomGenerator random;
    private final Later later;
    private final RefundMaker refunds;
    private final Shelf shelf;

    Aftermath(StoreSandbox store, RandomGenerator random, Later later) {
        this.store = store;
        this.random = random;
        this.later = later;
        this.refunds = new RefundMaker(random);
        this.shelf = new Shelf(store);
    }

    /// Does something after a while.
    interface Later {
        void run(long fromMillis, long toMillis, Runnable what);
    }

    void of(long id, OrderDraft draft, boolean onlyInStock) {
        int dice = random.nextInt(100);
        if (dice < 5) {
            later.run(2_000, 15_000, () -> cancel(id));
        } else if (dice < 12) {
            later.run(2_000, 15_000, () -> refund(id));
        } else if (dice < 20) {
            later.run(1_000, 15_000, () -> changeLines(id, draft, onlyInStock));
        } else if (dice < 24) {
            later.run(
                    1_000,
                    10_000,
                    () -> store.edit(id, order -> order.put("staff_notes", "called back")));
        } else if (dice < 32) {
            later.run(3_000, 20_000, () -> ship(id));
        } else if (dice < 35) {
            later.run(3_000, 20_000, () -> store.archive(id));
        }
    }

    void refund(long id) {
        ObjectNode order = store.order(id);
        // What was never captured is cancelled, not refunded.
        boolean captured = !Json.text(order, "payment_status").isEmpty();
        if (!captured || !REFUNDABLE.contains((int) Json.number(order, "status_id"))) {
            return;
        }
        refunds.any(order, store.refundable(id))
                .ifPresent(made -> {
                    long refund = store.refund(id, made.refund(), made.whole());
                    settle(refund, id, made.refund());
                    if (!made.whole() && random.nextInt(3) == 0) {
                        later.run(1_000, 10_000, () -> refund(id));
                    }
                });
    }

    // The provider's last word may come later than the refund.
    private void settle(long refund, long orderId, ObjectNode made) {
        ObjectNode payment = Json.objects(made, "payments").getFirst();
        boolean declined = payment.path("is_declined").asBoolean(false);
        BigDecimal amount = Json.decimal(payment, "amount");
        if (declined && random.nextBoolean()) {
            later.run(
                    1_000,
                    8_000,
                    () -> {
                        if (store.refundable(orderId).compareTo(amount) >= 0) {
                            store.settleRefund(refund, 0, false);
                        }
                    });
        } else if (random.nextInt(15) == 0) {
            later.run(1_000, 8_000, () -> store.settleRefund(refund, 0, true));
        }
    }

    private void cancel(long id) {
        if (CANCELLABLE.contains((int) Json.number(store.order(id), "status_id"))) {
            store.updateStatus(id, 5);
        }
    }

    private void ship(long id) {
        if (Json.number(store.order(id), "status_id") == 11) {
            store.updateStatus(id, 2);
        }
    }

    // The merchant drops a line or changes a quantity; BigCommerce then clears discounts.
    void changeLines(long id, OrderDraft draft, boolean onlyInStock) {
        List<ObjectNode> products = new ArrayList<>();
        for (ObjectNode product : Json.objects(store.order(id), "products")) {
            if (product.path("parent_order_product_id").isNull()) {
                products.add(product);
            }
        }
        List<DraftLine> lines = draft.lines();
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, lines.get(i).withId(Json.number(products.get(i), "id")));
        }
        if (lines.size() > 1 && random.nextBoolean()) {
            lines.remove(random.nextInt(lines.size()));
        }
        lines.replaceAll(line -> line.withQuantity(line.quantity()));
        int changed = random.nextInt(lines.size());
        DraftLine line = lines.get(changed);
        int quantity = 1 + random.nextInt(9);
        boolean fits =
                quantity <= line.quantity()
                        || (line.bundled().isEmpty()
                                && shelf.left(line.sku(), Map.of()) >= quantity - line.quantity());
        if (!onlyInStock || fits) {
            lines.set(changed, line.withQuantity(quantity));
        }
        draft.clearDiscounts();
        ObjectNode edited = draft.toOrder();
        edited.remove(List.of("transactions", "status_id"));
        store.edit(id, order -> order.setAll(edited));
    }
}
