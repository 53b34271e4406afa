package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The prices of items by level: level 1 is the base price, others lie in the item's hidden columns
/// `price:2` and so on.
///
/// @param price what the price's column is called in this table
record PriceTable(Table items, Rows levels, String price) implements Table {
    @Override
    public boolean has(String column) {
        return Set.of("item", "pricelevel", "quantity", "currency", "pricelevelname", price)
                .contains(column);
    }

    @Override
    public Set<String> indexed() {
        return Set.of("item");
    }

    @Override
    public List<String> order() {
        return List.of("item", "pricelevel");
    }

    @Override
    public Stream<Row> rows(Map<String, Restriction> restrictions) {
        Restriction item = restrictions.get("item");
        return items.rows(item == null ? Map.of() : Map.of("id", item))
                .flatMap(row -> prices(((JsonRow) row).columns()).stream());
    }

    private List<Row> prices(ObjectNode item) {
        List<Row> prices = new ArrayList<>();
        for (ObjectNode level : levels.all()) {
            long id = Json.number(level, "id");
            String column = id == 1 ? "baseprice" : "price:" + id;
            if (item.has(column)) {
                ObjectNode row = Json.object();
                row.put("item", Json.number(item, "id"));
                row.put("pricelevel", id);
                row.put("pricelevelname", Json.text(level, "name"));
                row.put("quantity", 1);
                row.put("currency", 1);
                row.set(price, item.path(column));
                prices.add(new JsonRow(row));
            }
        }
        return prices;
    }
}
