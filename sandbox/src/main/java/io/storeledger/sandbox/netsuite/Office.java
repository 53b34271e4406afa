package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.OrderState;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.RecordWrite;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What people inside NetSuite do to sales orders: send, bill, or set a state by hand.
final class Office {
    private static final String ORDER = "salesOrder";
    private static final Set<OrderState> UNSENT = Set.of(OrderState.B, OrderState.D, OrderState.E);

    private final RecordStore records;

    Office(RecordStore records) {
        this.records = records;
    }

    /// Sends what is left of the order. One with nothing to send is set to Pending Billing.
    void fulfil(long order) {
        if (!UNSENT.contains(state(order))) {
            return;
        }
        Optional<ObjectNode> unsent = records.unsent(record(order)).stream().findFirst();
        if (unsent.isEmpty()) {
            state(order, OrderState.F);
            return;
        }
        ObjectNode body = Json.object();
        body.putObject("inventoryLocation")
                .put("id", Long.toString(records.placeOf(record(order), unsent.get()).location()));
        records.transform(ORDER, order, "itemFulfillment", RecordWrite.of(body));
    }

    /// Sends and bills what is left of the order, and gives the id of the bill.
    ///
    /// @param as `invoice` or `cashSale`
    long bill(long order, String as) {
        fulfil(order);
        return records.transform(ORDER, order, as, RecordWrite.of(Json.object()));
    }

    OrderState state(long order) {
        return OrderState.valueOf(Json.text(record(order).path("status"), "id"));
    }

    void state(long order, OrderState state) {
        records.changeInside(
                ORDER,
                order,
                record -> {
                    record.putObject("status")
                            .put("id", state.name())
                            .put("refName", state.label());
                    return record;
                });
    }

    ObjectNode record(long order) {
        return records.find(ORDER, order)
                .map(stored -> stored.packed().tree())
                .orElseThrow(() -> new NoSuchElementException("no sales order " + order));
    }

    long order(String externalId) {
        return records.byExternalId(ORDER, externalId)
                .map(StoredRecord::id)
                .orElseThrow(() -> new NoSuchElementException("no sales order " + externalId));
    }
}
