package io.storeledger.console.timeline.step;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.Money;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term.By;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was fetched from the store.
final class FetchedSteps {
    /// More products of one order than these don't lead to it.
    private static final int MOST_SKUS = 200;

    private FetchedSteps() {}

    static Reading order(LogRecord record) {
        OrderSnapshot snapshot = Events.read(record, OrderSnapshot.class);
        ObjectNode order = snapshot.order();
        Sketch sketch =
                new Sketch(record, Kind.FETCHED, "Order fetched from the store")
                        .detail(why(snapshot.disposition()))
                        .fact("total", total(order, "total_inc_tax", order))
                        .fact("currency", currency(order))
                        .fact("disposition", snapshot.disposition())
                        .fact("status", text(order, "status"))
                        .fact("lines", snapshot.products().size())
                        .fact("modified", snapshot.version().modified())
                        .fact("fetchedAt", snapshot.version().fetchedAt())
                        .fact("calls", snapshot.calls())
                        .fact("connection", snapshot.connection())
                        .causedBy(snapshot.causedBy());
        terms(sketch.ownTerm(), order, snapshot.products());
        return sketch.reading();
    }

    static Reading customer(LogRecord record) {
        CustomerSnapshot snapshot = Events.read(record, CustomerSnapshot.class);
        boolean gone = snapshot.presence() == Presence.DELETED;
        Sketch sketch =
                new Sketch(record, Kind.FETCHED, "Customer fetched from the store")
                        .detail(gone ? "The store has no such customer any more." : null)
                        .fact("presence", snapshot.presence())
                        .fact("addresses", snapshot.addresses().size())
                        .fact("modified", snapshot.version().modified())
                        .fact("fetchedAt", snapshot.version().fetchedAt())
                        .fact("calls", snapshot.calls())
                        .fact("connection", snapshot.connection())
                        .causedBy(snapshot.causedBy())
                        .ownTerm();
        text(snapshot.customer(), "email").ifPresent(email -> sketch.term(Term.email(email)));
        return sketch.reading();
    }

    static Reading refund(LogRecord record) {
        RefundSnapshot snapshot = Events.read(record, RefundSnapshot.class);
        String id = Long.toString(snapshot.refundId());
        OrderSnapshot of = snapshot.order();
        String name = of.orderId() + "/" + id;
        Sketch sketch =
                new Sketch(record, Kind.FETCHED, "Refund " + name + " fetched from the store")
                        .fact("refund", name)
                        .fact("total", total(snapshot.refund(), "total_amount", of.order()))
                        .fact("currency", currency(of.order()))
                        .fact("fetchedAt", snapshot.version().fetchedAt())
                        .fact("calls", snapshot.calls())
                        .fact("connection", of.connection())
                        .causedBy(snapshot.causedBy())
                        .term(Term.of(By.REFUND, id));
        terms(sketch.ownTerm(), of.order(), of.products());
        return sketch.reading();
    }

    private static void terms(Sketch sketch, ObjectNode order, List<ObjectNode> products) {
        text(order, "customer_id")
                .filter(id -> !id.equals("0"))
                .ifPresent(id -> sketch.term(Term.of(By.CUSTOMER, id)));
        text(order.path("billing_address"), "email")
                .ifPresent(email -> sketch.term(Term.email(email)));
        products.stream()
                .limit(MOST_SKUS)
                .flatMap(product -> text(product, "sku").stream())
                .forEach(sku -> sketch.term(Term.of(By.SKU, sku)));
    }

    private static @Nullable String why(Disposition disposition) {
        return switch (disposition) {
            case IMPORT -> null;
            case INCOMPLETE -> "The shopper has not finished it: it is no order yet.";
            case STATUS_NOT_IMPORTED -> "Orders in this status are not imported.";
            case ARCHIVED -> "The store says that it is deleted or archived.";
            case GONE -> "The store has no such order any more.";
        };
    }

    private static Optional<String> total(ObjectNode json, String field, ObjectNode order) {
        return text(json, field)
                .map(amount -> currency(order).map(code -> Money.say(amount, code)).orElse(amount));
    }

    /// The transaction's, which the store calls `default_currency_code`.
    private static Optional<String> currency(ObjectNode order) {
        return text(order, "default_currency_code").or(() -> text(order, "currency_code"));
    }

    /// A text or a number, exactly as it was written.
    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).asStringOpt().map(String::strip).filter(text -> !text.isEmpty());
    }
}
