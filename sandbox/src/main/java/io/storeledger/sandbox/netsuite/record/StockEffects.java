package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.stock.Place;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a transaction does to the stock: orders ask, fulfilments take, credits bring back.
final class StockEffects {
    private static final Set<String> OPEN = Set.of("B", "D", "E");
    private static final Set<String> STOCKED = Set.of("InvtPart", "Assembly");

    private final References references;
    private final Records records;

    StockEffects(References references, Records records) {
        this.references = references;
        this.records = records;
    }

    /// What moves at a place.
    record Effect(BigDecimal onHand, BigDecimal demand) {
        Effect plus(Effect other) {
            return new Effect(onHand.add(other.onHand), demand.add(other.demand));
        }

        Effect negated() {
            return new Effect(onHand.negate(), demand.negate());
        }
    }

    Map<Place, Effect> of(RecordType type, ObjectNode record) {
        Map<Place, Effect> effects = new TreeMap<>();
        for (ObjectNode line : Json.objects(record.path("item"), "items")) {
            Effect effect = effect(type, record, line);
            boolean nothing = effect.onHand().signum() == 0 && effect.demand().signum() == 0;
            if (!nothing && stocked(line)) {
                effects.merge(place(record, line), effect, Effect::plus);
            }
        }
        return effects;
    }

    private Effect effect(RecordType type, ObjectNode record, ObjectNode line) {
        BigDecimal quantity = OrderProgress.quantity(line);
        return switch (type) {
            case SALES_ORDER -> {
                boolean open =
                        OPEN.contains(Json.text(record.path("status"), "id"))
                                && !line.path("isClosed").asBoolean(false);
                BigDecimal left = quantity.subtract(Json.decimal(line, "quantityFulfilled"));
                yield new Effect(
                        BigDecimal.ZERO, open ? left.max(BigDecimal.ZERO) : BigDecimal.ZERO);
            }
            case ITEM_FULFILLMENT ->
                    line.path("itemReceive").asBoolean(true)
                                    && Json.text(record.path("status"), "id").equals("C")
                            ? onHand(quantity.negate())
                            : onHand(BigDecimal.ZERO);
            // Of an order, the fulfilment takes the goods.
            case INVOICE, CASH_SALE ->
                    onHand(record.has("createdFrom") ? BigDecimal.ZERO : quantity.negate());
            case CREDIT_MEMO, CASH_REFUND ->
                    onHand(line.has("quantity") && !ofReturn(record) ? quantity : BigDecimal.ZERO);
            case RETURN_AUTHORIZATION,
                    CUSTOMER_DEPOSIT,
                    CUSTOMER_REFUND,
                    CUSTOMER,
                    CUSTOMER_SUBSIDIARY ->
                    onHand(BigDecimal.ZERO);
        };
    }

    private static Effect onHand(BigDecimal quantity) {
        return new Effect(quantity, BigDecimal.ZERO);
    }

    // An item receipt brings those goods back.
    private boolean ofReturn(ObjectNode record) {
        return records.find(RecordType.RETURN_AUTHORIZATION, record.path("createdFrom"))
                .isPresent();
    }

    boolean stocked(ObjectNode line) {
        return references
                .row("item", line.path("item"))
                .filter(item -> STOCKED.contains(Json.text(item, "itemtype")))
                .isPresent();
    }

    /// Where a line's goods lie: as the line or the record says, else the subsidiary's first place.
    Place place(ObjectNode record, ObjectNode line) {
        return new Place(Long.parseLong(References.key(line.path("item"))), location(record, line));
    }

    private long location(ObjectNode record, ObjectNode line) {
        for (JsonNode given :
                new JsonNode[] {
                    line.path("inventorylocation"), line.path("location"), record.path("location")
                }) {
            String key = References.key(given);
            if (key.matches("\\d{1,18}")) {
                return Long.parseLong(key);
            }
        }
        String subsidiary = References.key(record.path("subsidiary"));
        return references.table("location").all().stream()
                .filter(row ->
                        subsidiary.isEmpty()
                                || Arrays.asList(Json.text(row, "subsidiary").split(",\\s*", -1))
                                        .contains(subsidiary))
                .findFirst()
                .map(row -> Json.number(row, "id"))
                .orElse(0L);
    }
}
