package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.References;
import io.storeledger.sandbox.netsuite.stock.Level;
import io.storeledger.sandbox.netsuite.stock.Place;
import io.storeledger.sandbox.netsuite.stock.Stock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/// Stock by item and location: `aggregateItemLocation`, or `inventoryitemlocations` that has plain
/// inventory items only.
record StockTable(Stock stock, References references, boolean inventoryOnly) implements Table {
    private static final Set<String> COLUMNS =
            Set.of(
                    "item",
                    "location",
                    "quantityonhand",
                    "quantityavailable",
                    "quantitycommitted",
                    "quantitybackordered",
                    "quantityonorder",
                    "quantityintransit",
                    "preferredstocklevel",
                    "leadtime",
                    "lastquantityavailablechange",
                    "lastmodifieddate");

    @Override
    public boolean has(String column) {
        return COLUMNS.contains(column);
    }

    @Override
    public Set<String> indexed() {
        return Set.of("item");
    }

    @Override
    public List<String> order() {
        return List.of("item", "location");
    }

    @Override
    public Stream<Row> rows(Map<String, Restriction> restrictions) {
        NavigableMap<Place, Level> all = stock.levels();
        Stream<Row> rows =
                Ids.among(restrictions, "item")
                        .map(items ->
                                Ids.sorted(items)
                                        .mapToObj(item -> of(all, item))
                                        .flatMap(each -> each.entrySet().stream()))
                        .or(() ->
                                Ids.above(restrictions, "item")
                                        .map(item -> above(all, item).entrySet().stream()))
                        .orElseGet(() -> all.entrySet().stream())
                        .map(entry -> new StockRow(entry.getKey(), entry.getValue()));
        return inventoryOnly ? rows.filter(this::inventory) : rows;
    }

    @Override
    public Collection<Row> of(String column, Object value) {
        if (inventoryOnly || !(value instanceof Long item)) {
            return Table.super.of(column, value);
        }
        List<Row> rows = new ArrayList<>();
        of(stock.levels(), item).forEach((place, level) -> rows.add(new StockRow(place, level)));
        return rows;
    }

    private static NavigableMap<Place, Level> of(NavigableMap<Place, Level> all, long item) {
        return all.subMap(
                new Place(item, Long.MIN_VALUE), true, new Place(item, Long.MAX_VALUE), true);
    }

    private static NavigableMap<Place, Level> above(NavigableMap<Place, Level> all, long item) {
        return all.tailMap(new Place(item, Long.MAX_VALUE), false);
    }

    private boolean inventory(Row row) {
        return row instanceof StockRow stocked
                && references
                        .row("item", StringNode.valueOf(Long.toString(stocked.place().item())))
                        .filter(item -> Json.text(item, "itemtype").equals("InvtPart"))
                        .isPresent();
    }

    private record StockRow(Place place, Level level) implements Row {
        @Override
        public @Nullable Object get(String column) {
            return switch (column) {
                case "item" -> place.item();
                case "location" -> place.location();
                case "quantityonhand" -> level.onHand();
                case "quantityavailable" -> level.available();
                case "quantitycommitted" -> level.committed();
                case "quantitybackordered" -> level.backordered();
                case "quantityonorder", "quantityintransit" -> 0L;
                case "lastquantityavailablechange", "lastmodifieddate" -> level.changed();
                default -> null;
            };
        }
    }
}
