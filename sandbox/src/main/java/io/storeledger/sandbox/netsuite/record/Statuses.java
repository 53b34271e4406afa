package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills in a transaction's status and what else only NetSuite writes.
final class Statuses {
    private Statuses() {}

    static void complete(
            RecordType type,
            ObjectNode record,
            Optional<ObjectNode> before,
            References references) {
        switch (type) {
            case SALES_ORDER -> order(record, before, references);
            case RETURN_AUTHORIZATION -> {
                boolean approved = !References.key(record.path("orderStatus")).equals("A");
                record.putObject("orderStatus").put("id", approved ? "B" : "A");
                set(
                        record,
                        approved ? "B" : "A",
                        approved ? "Pending Receipt" : "Pending Approval");
            }
            case ITEM_FULFILLMENT -> {
                if (!record.has("shipStatus")) {
                    record.putObject("shipStatus").put("id", "C").put("refName", "Shipped");
                }
                set(record, References.key(record.path("shipStatus")), "");
            }
            case CASH_SALE -> set(record, "B", "Not Deposited");
            case INVOICE, CREDIT_MEMO -> remaining(type, record);
            case CUSTOMER_REFUND -> set(record, "R", "");
            case CUSTOMER_DEPOSIT -> set(record, "A", "Not Deposited");
            case CASH_REFUND, CUSTOMER, CUSTOMER_SUBSIDIARY -> {
                // have none
            }
        }
    }

    /// What is left to be paid or to be applied, and the status that follows.
    static void remaining(RecordType type, ObjectNode record) {
        var left =
                Json.decimal(record, "total")
                        .subtract(Json.decimal(record, "amountPaid"))
                        .subtract(Json.decimal(record, "applied"));
        record.put("amountPaid", Json.decimal(record, "amountPaid"));
        record.put("amountRemaining", left);
        boolean open = left.signum() != 0;
        if (type == RecordType.CREDIT_MEMO) {
            record.put("unapplied", left);
            set(record, open ? "A" : "B", open ? "Open" : "Fully Applied");
        } else {
            set(record, open ? "A" : "B", open ? "Open" : "Paid In Full");
        }
    }

    private static void order(
            ObjectNode record, Optional<ObjectNode> before, References references) {
        for (ObjectNode line : Json.objects(record.path("item"), "items")) {
            for (String field : new String[] {"quantityFulfilled", "quantityBilled"}) {
                line.put(field, Json.decimal(line, field));
            }
            line.put("isClosed", line.path("isClosed").asBoolean(false));
        }
        String old = before.map(b -> Json.text(b.path("status"), "id")).orElse("");
        boolean pending = old.isEmpty() || old.equals("A") || old.equals("B");
        if (pending && References.key(record.path("orderStatus")).equals("A")) {
            state(record, OrderState.A);
        } else if (pending || !closed(before.orElse(record)).equals(closed(record))) {
            // What people inside NetSuite set by hand stays until the lines say otherwise.
            state(record, OrderProgress.state(record, references));
        }
        if (pending) {
            boolean waits = References.key(record.path("status")).equals("A");
            record.putObject("orderStatus").put("id", waits ? "A" : "B");
        }
        record.putObject("source").put("id", "restWebServices");
    }

    static void state(ObjectNode order, OrderState state) {
        set(order, state.name(), state.label());
    }

    private static String closed(ObjectNode order) {
        StringBuilder closed = new StringBuilder();
        for (JsonNode line : order.path("item").path("items")) {
            closed.append(line.path("isClosed").asBoolean(false) ? 'T' : 'F');
        }
        return closed.toString();
    }

    private static void set(ObjectNode record, String id, String label) {
        ObjectNode status = record.putObject("status").put("id", id);
        if (!label.isEmpty()) {
            status.put("refName", label);
        }
    }
}
