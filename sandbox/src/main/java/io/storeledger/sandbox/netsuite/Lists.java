package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.References;
import io.storeledger.sandbox.netsuite.record.Rows;
import io.storeledger.sandbox.netsuite.stock.Place;
import io.storeledger.sandbox.netsuite.stock.Stock;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.NoSuchElementException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Items and reference lists as people inside NetSuite keep them.
final class Lists {
    private static final JsonNode FALSE = StringNode.valueOf("F");
    private static final JsonNode INVENTORY = StringNode.valueOf("InvtPart");

    private final References references;
    private final Stock stock;
    private final Clock clock;

    Lists(References references, Stock stock, Clock clock) {
        this.references = references;
        this.stock = stock;
        this.clock = clock;
    }

    long addItem(String sku, String type, Map<String, String> attributes) {
        ObjectNode row = Json.object();
        row.put("itemid", sku);
        row.put("itemtype", type);
        row.put("fullname", sku);
        row.put("displayname", sku);
        row.put("isonline", "F");
        return addRow("item", row, attributes);
    }

    /// Adds `count` items with stock at each location and gives the first one's id; rows share what
    /// they can, as there may be many.
    long addItems(String skuPrefix, int count, long[] locations, BigDecimal onHand) {
        Rows items = references.table("item");
        JsonNode now = StringNode.valueOf(clock.instant().toString());
        JsonNode price = StringNode.valueOf("10");
        long first = 0;
        for (int i = 0; i < count; i++) {
            JsonNode sku = StringNode.valueOf(skuPrefix + "%06d".formatted(i));
            ObjectNode row = Json.object();
            row.set("itemid", sku);
            row.set("fullname", sku);
            row.set("displayname", sku);
            row.set("itemtype", INVENTORY);
            row.set("isinactive", FALSE);
            row.set("isonline", FALSE);
            row.set("baseprice", price);
            row.set("lastmodifieddate", now);
            long id = items.add(row);
            first = first == 0 ? id : first;
            for (long location : locations) {
                stock.count(new Place(id, location), onHand);
            }
        }
        return first;
    }

    long addReference(String table, String name, Map<String, String> attributes) {
        ObjectNode row = Json.object();
        row.put("name", name);
        if (table.equals("salestaxitem") || table.equals("shipitem")) {
            row.put("itemid", name);
        }
        return addRow(table, row, attributes);
    }

    /// Changes columns of an item; its last modification is now.
    void changeItem(String sku, Map<String, String> changes) {
        ObjectNode old = item(sku);
        ObjectNode row = old.deepCopy();
        changes.forEach(row::put);
        row.put("lastmodifieddate", clock.instant().toString());
        references.table("item").put(Json.number(old, "id"), row);
    }

    ObjectNode item(String sku) {
        return references
                .table("item")
                .where("itemid", sku)
                .orElseThrow(() -> new NoSuchElementException("no item " + sku));
    }

    String sku(long id) {
        return references
                .table("item")
                .find(Long.toString(id))
                .map(row -> Json.text(row, "itemid"))
                .orElseThrow(() -> new NoSuchElementException("no item " + id));
    }

    private long addRow(String table, ObjectNode row, Map<String, String> attributes) {
        row.put("isinactive", "F");
        row.put("lastmodifieddate", clock.instant().toString());
        attributes.forEach(row::put);
        String id = attributes.get("id");
        if (id == null) {
            return references.table(table).add(row);
        }
        references.table(table).put(Long.parseLong(id), row);
        return Long.parseLong(id);
    }
}
