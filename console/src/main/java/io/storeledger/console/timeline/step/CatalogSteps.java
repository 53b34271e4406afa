package io.storeledger.console.timeline.step;

import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.Listing;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term.By;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Items, stock, what differs from the store, and what the store took.
final class CatalogSteps {
    private CatalogSteps() {}

    static Reading item(LogRecord record) {
        ItemSnapshot item = Events.read(record, ItemSnapshot.class);
        return new Sketch(record, Kind.READ, "Item read from NetSuite")
                .detail(item.inactive() ? "NetSuite says that it is out of use." : null)
                .fact("internalId", item.itemId())
                .fact("sku", item.sku())
                .fact("price", item.price() == null ? null : item.price().toPlainString())
                .fact("readAt", item.readAt())
                .fact("connection", item.connection())
                .ownTerm()
                .term(Term.of(By.INTERNAL_ID, item.itemId()))
                .reading();
    }

    static Reading stock(LogRecord record) {
        StockSnapshot stock = Events.read(record, StockSnapshot.class);
        return new Sketch(record, Kind.READ, "Stock read from NetSuite")
                .fact("available", quantities(stock.available()))
                .fact("internalId", stock.itemId())
                .fact("sku", stock.sku())
                .fact("readAt", stock.readAt())
                .fact("connection", stock.connection())
                .ownTerm()
                .term(Term.of(By.INTERNAL_ID, stock.itemId()))
                .reading();
    }

    static Reading change(LogRecord record) {
        CatalogChange change = Events.read(record, CatalogChange.class);
        return listing(
                        new Sketch(
                                record,
                                Kind.CHANGED,
                                change.creation() == null
                                        ? "The store is to show something else"
                                        : "The store is to get it as a new product"),
                        change.listing())
                .fact("sku", change.sku())
                .fact("heldBackFor", orders(change.orders()))
                .fact("connection", change.connection())
                .reading();
    }

    static Reading outcome(LogRecord record) {
        CatalogOutcome outcome = Events.read(record, CatalogOutcome.class);
        Kind kind =
                switch (outcome.result()) {
                    case PUBLISHED -> Kind.PUBLISHED;
                    case SKIPPED -> Kind.SKIPPED;
                    case REJECTED -> Kind.REJECTED;
                };
        String title =
                switch (outcome.result()) {
                    case PUBLISHED -> "Published in the store";
                    case SKIPPED -> "Not published: nothing to do in the store";
                    case REJECTED -> "The store refused all or a part of it";
                };
        return listing(new Sketch(record, kind, title), outcome.listing())
                .detail(outcome.reason())
                .fact("reasonCode", outcome.reasonCode())
                .fact("sku", outcome.sku())
                .fact("heldBackFor", orders(outcome.orders()))
                .fact("replay", outcome.replay())
                .by(outcome.replayedBy())
                .fact("connection", outcome.connection())
                .causedBy(outcome.causedBy())
                .reading();
    }

    private static Sketch listing(Sketch sketch, Listing listing) {
        List<String> parts = new ArrayList<>();
        if (listing.stock() != null) {
            sketch.fact("stock", quantities(listing.stock().quantities()));
            parts.add("stock");
        }
        if (listing.price() != null) {
            sketch.fact("price", listing.price().amount().toPlainString());
            parts.add("price");
        }
        if (listing.product() != null) {
            parts.add("product");
        }
        return sketch.fact("parts", String.join(", ", parts));
    }

    private static String orders(Map<Long, Long> orders) {
        return orders.entrySet().stream()
                .map(one -> "%d (%d)".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String quantities(Map<String, ? extends Number> byLocation) {
        return byLocation.entrySet().stream()
                .map(one -> "%s: %s".formatted(one.getKey(), plain(one.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String plain(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }
}
