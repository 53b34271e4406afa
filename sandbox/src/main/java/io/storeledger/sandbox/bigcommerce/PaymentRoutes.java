package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `/v3/orders`: transactions and refunds.
final class PaymentRoutes {
    private static final Set<String> TRANSACTIONS =
            Set.of("store_v2_transactions", "store_v2_transactions_read_only");
    private static final Set<String> REFUNDS =
            Set.of(
                    "store_v2_transactions",
                    "store_v2_transactions_read_only",
                    "store_v2_orders",
                    "store_v2_orders_read_only");

    private final StoreSandbox store;

    PaymentRoutes(StoreSandbox store) {
        this.store = store;
    }

    void register(Routes routes) {
        routes.get("/v3/orders/payment_actions/refunds", REFUNDS, this::allRefunds);
        routes.get("/v3/orders/payment_actions/refunds/{refund}", REFUNDS, this::oneRefund);
        routes.get("/v3/orders/{id}/payment_actions/refunds", REFUNDS, this::refundsOf);
        routes.get("/v3/orders/{id}/transactions", TRANSACTIONS, this::transactions);
    }

    private Answer transactions(Context ctx) {
        OrderEntry entry = find(ctx.pathParam("id"));
        if (entry == null) {
            return Errors.V3.notFound();
        }
        List<ObjectNode> all = Json.objects(entry.packed().tree(), "transactions");
        return all.isEmpty() ? Answer.empty(204) : list(ctx, all);
    }

    private Answer refundsOf(Context ctx) {
        OrderEntry entry = find(ctx.pathParam("id"));
        if (entry == null) {
            return Errors.V3.notFound();
        }
        ObjectNode body = Json.object();
        body.set("data", entry.packed().tree().path("refunds"));
        body.putObject("meta");
        return Answer.json(200, body);
    }

    private Answer oneRefund(Context ctx) {
        String id = ctx.pathParam("refund");
        if (!id.matches("\\d{1,18}")) {
            return Errors.V3.notFound();
        }
        return store.orderOfRefund(Long.parseLong(id)).stream()
                .flatMap(order -> Json.objects(order, "refunds").stream())
                .filter(refund -> Json.text(refund, "id").equals(id))
                .findFirst()
                .map(PaymentRoutes::single)
                .orElseGet(Errors.V3::notFound);
    }

    private static Answer single(ObjectNode refund) {
        // Here, and only here, BigCommerce writes this amount as text, and leaves these out.
        Json.objects(refund, "payments").forEach(payment -> payment.remove("transaction_id"));
        for (ObjectNode item : Json.objects(refund, "items")) {
            item.remove("adjustments");
            if (item.path("requested_amount").isNumber()) {
                item.put("requested_amount", Json.text(item, "requested_amount"));
            }
        }
        ObjectNode body = Json.object();
        body.set("data", refund);
        body.putObject("meta");
        return Answer.json(200, body);
    }

    private Answer allRefunds(Context ctx) {
        Set<String> orders = in(ctx, "order_id:in");
        Set<String> ids = in(ctx, "id:in");
        Optional<Instant> from = time(ctx, "created:min");
        Optional<Instant> until = time(ctx, "created:max");
        List<ObjectNode> found = new ArrayList<>();
        for (OrderEntry entry : store.refundedOrders()) {
            for (ObjectNode refund : Json.objects(entry.packed().tree(), "refunds")) {
                Instant created = Dates.read(Json.text(refund, "created")).orElse(Instant.EPOCH);
                boolean wanted =
                        (orders.isEmpty() || orders.contains(Json.text(refund, "order_id")))
                                && (ids.isEmpty() || ids.contains(Json.text(refund, "id")))
                                && from.map(t -> !created.isBefore(t)).orElse(true)
                                && until.map(t -> !created.isAfter(t)).orElse(true);
                if (wanted) {
                    found.add(refund);
                }
            }
        }
        found.sort(Comparator.comparingLong(refund -> Json.number(refund, "id")));
        return list(ctx, found);
    }

    private static Answer list(Context ctx, List<ObjectNode> all) {
        Page page = Page.of(ctx, Page.MAX);
        List<ObjectNode> shown = page.of(all);
        return page.answer(all.size(), shown);
    }

    private @Nullable OrderEntry find(String id) {
        return id.matches("\\d{1,18}") ? store.book().get(Long.valueOf(id)) : null;
    }

    static Set<String> in(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null || value.isEmpty()
                ? Set.of()
                : Set.copyOf(List.of(value.split(",", -1)));
    }

    private static Optional<Instant> time(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).flatMap(Dates::read);
    }
}
