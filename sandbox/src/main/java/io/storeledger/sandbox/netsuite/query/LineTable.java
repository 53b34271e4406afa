package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// `transactionline`: each transaction's main line, its items, and a line of its tax.
record LineTable(RecordStore records) implements Table {
    private static final Set<String> COLUMNS =
            Set.of(
                    "transaction",
                    "id",
                    "linesequencenumber",
                    "uniquekey",
                    "mainline",
                    "taxline",
                    "item",
                    "itemtype",
                    "quantity",
                    "quantityshiprecv",
                    "quantitybilled",
                    "rate",
                    "foreignamount",
                    "netamount",
                    "isclosed",
                    "location",
                    "memo",
                    "createdfrom",
                    "entity",
                    "subsidiary");

    @Override
    public boolean has(String column) {
        return COLUMNS.contains(column) || column.startsWith("custcol");
    }

    @Override
    public Set<String> indexed() {
        return Set.of("transaction", "createdfrom");
    }

    @Override
    public List<String> order() {
        return List.of();
    }

    @Override
    public Stream<Row> rows(Map<String, Restriction> restrictions) {
        Map<String, Restriction> ofTransaction = new HashMap<>();
        if (restrictions.containsKey("transaction")) {
            ofTransaction.put("id", restrictions.get("transaction"));
        } else if (restrictions.containsKey("createdfrom")) {
            ofTransaction.put("createdfrom", restrictions.get("createdfrom"));
        }
        return TransactionTable.all(records, ofTransaction).flatMap(typed -> lines(typed).stream());
    }

    private static List<Row> lines(TransactionTable.Typed typed) {
        ObjectNode record = typed.stored().packed().tree();
        List<Row> rows = new ArrayList<>();
        ObjectNode main = start(typed, record, 0);
        RecordRows.flag(main, "mainline", true);
        amount(main, record, "total");
        rows.add(new JsonRow(main));
        long last = 0;
        for (ObjectNode line : Json.objects(record.path("item"), "items")) {
            last = Json.number(line, "line");
            ObjectNode row = start(typed, record, last);
            RecordRows.reference(row, "item", line.path("item"));
            RecordRows.reference(row, "location", line.path("location"));
            RecordRows.text(row, "quantity", line.path("quantity"));
            RecordRows.text(row, "quantityshiprecv", line.path("quantityFulfilled"));
            RecordRows.text(row, "quantitybilled", line.path("quantityBilled"));
            RecordRows.text(row, "rate", line.path("rate"));
            RecordRows.text(row, "memo", line.path("description"));
            RecordRows.flag(row, "isclosed", line.path("isClosed").asBoolean(false));
            RecordRows.custom(row, line);
            amount(row, line, "amount");
            rows.add(new JsonRow(row));
        }
        if (Json.decimal(record, "taxTotal").signum() != 0) {
            ObjectNode tax = start(typed, record, last + 1);
            RecordRows.flag(tax, "taxline", true);
            amount(tax, record, "taxTotal");
            rows.add(new JsonRow(tax));
        }
        return rows;
    }

    private static ObjectNode start(TransactionTable.Typed typed, ObjectNode record, long line) {
        ObjectNode row = Json.object();
        row.put("transaction", typed.stored().id());
        row.put("id", line);
        row.put("linesequencenumber", line);
        row.put("uniquekey", typed.stored().id() * 1000 + line);
        RecordRows.flag(row, "mainline", false);
        RecordRows.flag(row, "taxline", false);
        RecordRows.reference(row, "createdfrom", record.path("createdFrom"));
        RecordRows.reference(row, "entity", record.path("entity"));
        RecordRows.reference(row, "subsidiary", record.path("subsidiary"));
        return row;
    }

    private static void amount(ObjectNode row, ObjectNode from, String field) {
        RecordRows.text(row, "foreignamount", from.path(field));
        RecordRows.text(row, "netamount", from.path(field));
    }
}
