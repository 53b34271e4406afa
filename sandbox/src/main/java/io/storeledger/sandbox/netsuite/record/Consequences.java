package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.stock.Place;
import io.storeledger.sandbox.netsuite.stock.Stock;
import java.math.BigDecimal;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// What a write does beyond its own record: stock moves, the order that was sent or billed goes on,
/// the invoice that was credited has less remaining.
final class Consequences {
    private final References references;
    private final Records records;
    private final Stock stock;
    private final StockEffects effects;
    private final Rewriting rewriting;
    private final ConcurrentSkipListSet<Long> toFulfil = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListSet<Long> toBill = new ConcurrentSkipListSet<>();

    Consequences(References references, Records records, Stock stock, Rewriting rewriting) {
        this.references = references;
        this.records = records;
        this.stock = stock;
        this.effects = new StockEffects(references, records);
        this.rewriting = rewriting;
    }

    /// Changes a record from inside.
    interface Rewriting {
        void rewrite(RecordType type, long id, UnaryOperator<ObjectNode> change);
    }

    NavigableSet<Long> toFulfil() {
        return toFulfil;
    }

    NavigableSet<Long> toBill() {
        return toBill;
    }

    boolean stocked(ObjectNode line) {
        return effects.stocked(line);
    }

    Place place(ObjectNode order, ObjectNode line) {
        return effects.place(order, line);
    }

    void clear() {
        toFulfil.clear();
        toBill.clear();
    }

    /// @param before the record as it was, empty if it is new
    /// @param after the record as it is, empty if it was deleted
    void of(RecordType type, long id, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        stock(type, before, after);
        switch (type) {
            case SALES_ORDER -> queue(id, after);
            case ITEM_FULFILLMENT -> progress("quantityFulfilled", before, after);
            case INVOICE, CASH_SALE -> progress("quantityBilled", before, after);
            case CREDIT_MEMO, CUSTOMER_REFUND -> applied(type, before, after);
            case CASH_REFUND,
                    CUSTOMER_DEPOSIT,
                    RETURN_AUTHORIZATION,
                    CUSTOMER,
                    CUSTOMER_SUBSIDIARY -> {
                // nothing else
            }
        }
    }

    private void stock(RecordType type, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        Map<Place, StockEffects.Effect> moves = new TreeMap<>();
        after.ifPresent(record -> moves.putAll(effects.of(type, record)));
        before.ifPresent(record ->
                effects.of(type, record)
                        .forEach((place, effect) ->
                                moves.merge(place, effect.negated(), StockEffects.Effect::plus)));
        moves.forEach((place, effect) -> {
            if (effect.onHand().signum() != 0 || effect.demand().signum() != 0) {
                stock.move(place, effect.onHand(), effect.demand());
            }
        });
    }

    private void queue(long id, Optional<ObjectNode> order) {
        String status = order.map(o -> Json.text(o.path("status"), "id")).orElse("");
        switch (status) {
            case "B", "D", "E" -> {
                toFulfil.add(id);
                toBill.remove(id);
            }
            case "F" -> {
                toFulfil.remove(id);
                toBill.add(id);
            }
            default -> {
                toFulfil.remove(id);
                toBill.remove(id);
            }
        }
    }

    private void progress(String field, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        ObjectNode record = after.or(() -> before).orElseGet(Json::object);
        Optional<StoredRecord> order =
                records.find(RecordType.SALES_ORDER, record.path("createdFrom"));
        Map<String, BigDecimal> more = after.map(OrderProgress::byLine).orElseGet(TreeMap::new);
        before.map(OrderProgress::byLine)
                .orElseGet(TreeMap::new)
                .forEach((line, less) -> more.merge(line, less.negate(), BigDecimal::add));
        if (order.isPresent() && more.values().stream().anyMatch(m -> m.signum() != 0)) {
            rewriting.rewrite(
                    RecordType.SALES_ORDER,
                    order.get().id(),
                    changed -> {
                        OrderProgress.add(changed, field, more);
                        Statuses.state(changed, OrderProgress.state(changed, references));
                        return changed;
                    });
        }
    }

    private void applied(RecordType type, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        RecordType paid = Applications.paidBy(type).orElseThrow();
        Map<Long, BigDecimal> more = after.map(Applications::amounts).orElseGet(TreeMap::new);
        before.map(Applications::amounts)
                .orElseGet(TreeMap::new)
                .forEach((document, less) -> more.merge(document, less.negate(), BigDecimal::add));
        more.forEach((document, amount) -> {
            if (amount.signum() != 0 && records.find(paid, document).isPresent()) {
                rewriting.rewrite(
                        paid,
                        document,
                        changed -> {
                            changed.put(
                                    "amountPaid", Json.decimal(changed, "amountPaid").add(amount));
                            Statuses.remaining(paid, changed);
                            return changed;
                        });
            }
        });
    }
}
