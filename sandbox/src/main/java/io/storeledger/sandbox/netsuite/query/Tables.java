package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.Features;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.References;
import io.storeledger.sandbox.netsuite.stock.Stock;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/// The tables that can be queried: the reference lists as they are, stock and prices, customers and
/// transactions as made from records. A new table is one more entry here.
public final class Tables implements Expression.Names {
    private static final Set<String> REFERENCE_COLUMNS =
            Set.of(
                    "id",
                    "name",
                    "fullname",
                    "externalid",
                    "subsidiary",
                    "isinactive",
                    "lastmodifieddate");
    private static final Set<String> ITEM_COLUMNS =
            Set.of(
                    "itemid",
                    "displayname",
                    "itemtype",
                    "subtype",
                    "baseprice",
                    "cost",
                    "upccode",
                    "isonline",
                    "weight",
                    "weightunit",
                    "parent",
                    "matrixtype",
                    "description",
                    "salesdescription",
                    "storedescription",
                    "storedetaileddescription",
                    "manufacturer",
                    "mpn",
                    "islotitem",
                    "isserialitem",
                    "createddate");
    // What a column's id stands for, and how that is called there.
    private static final Map<String, List<String>> MEANINGS =
            Map.of(
                    "item", List.of("item", "itemid"),
                    "parent", List.of("item", "itemid"),
                    "location", List.of("location", "name"),
                    "subsidiary", List.of("subsidiary", "name"),
                    "currency", List.of("currency", "name"),
                    "primarycurrency", List.of("currency", "name"),
                    "pricelevel", List.of("pricelevel", "name"));

    private final References references;
    private final RecordStore records;
    private final Stock stock;
    private final Features features;
    private final Clock clock;
    private final Consumer<String> permission;
    private final Map<String, Table> tables = new HashMap<>();

    /// @param permission throws if the role may not read the table of this name
    public Tables(
            References references,
            RecordStore records,
            Stock stock,
            Features features,
            Clock clock,
            Consumer<String> permission) {
        this.references = references;
        this.records = records;
        this.stock = stock;
        this.features = features;
        this.clock = clock;
        this.permission = permission;
        reference("subsidiary", Set.of("currency", "country", "parent", "iselimination"));
        reference("location", Set.of());
        reference("department", Set.of());
        reference("classification", Set.of());
        reference("currency", Set.of("symbol", "currencyprecision", "exchangerate"));
        reference("salestaxitem", Set.of("itemid", "taxtype", "rate", "country"));
        reference("shipitem", Set.of("itemid", "displayname"));
        reference("paymentmethod", Set.of());
        reference("term", Set.of());
        reference("pricelevel", Set.of());
        Table items = reference("item", ITEM_COLUMNS);
        tables.put("pricing", new PriceTable(items, references.table("pricelevel"), "unitprice"));
        tables.put("itemprice", new PriceTable(items, references.table("pricelevel"), "price"));
        tables.put("aggregateitemlocation", new StockTable(stock, references, false));
        tables.put("inventoryitemlocations", new StockTable(stock, references, true));
        tables.put("customer", new CustomerTable(records));
        tables.put("customersubsidiaryrelationship", new CustomerTable.Related(records));
        tables.put("transaction", new TransactionTable(records));
        tables.put("transactionline", new LineTable(records));
        tables.put("dual", new Dual());
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null || !features.hasTable(name)) {
            throw SuiteQl.invalid("Record '" + name + "' was not found.");
        }
        permission.accept(name);
        return new InAccount(name, table, features);
    }

    /// Another number after each change of anything that can be queried.
    long version() {
        return references.version() + records.version() + stock.version();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String name(String column, String id) {
        List<String> meaning = MEANINGS.get(column);
        if (meaning != null) {
            return references
                    .row(meaning.getFirst(), StringNode.valueOf(id))
                    .map(row -> Json.text(row, meaning.getLast()))
                    .orElse(id);
        }
        if (column.equals("entity") && id.matches("\\d{1,18}")) {
            return records.find("customer", Long.parseLong(id))
                    .map(stored -> Json.text(stored.packed().tree(), "entityId"))
                    .orElse(id);
        }
        return id;
    }

    private Table reference(String name, Set<String> more) {
        Set<String> columns =
                Stream.concat(REFERENCE_COLUMNS.stream(), more.stream())
                        .collect(Collectors.toUnmodifiableSet());
        Table table = new ReferenceTable(references.table(name), columns);
        tables.put(name, table);
        return table;
    }

    /// A table as far as the account's features let it show.
    private record InAccount(String name, Table table, Features features) implements Table {
        @Override
        public boolean has(String column) {
            return features.hasColumn(name, column) && table.has(column);
        }

        @Override
        public Set<String> indexed() {
            return table.indexed();
        }

        @Override
        public List<String> order() {
            return table.order();
        }

        @Override
        public Stream<Row> rows(Map<String, Restriction> restrictions) {
            return table.rows(restrictions);
        }

        @Override
        public Collection<Row> of(String column, Object value) {
            return table.of(column, value);
        }
    }

    /// The table of one row, for what depends on no row.
    private record Dual() implements Table {
        @Override
        public boolean has(String column) {
            return false;
        }

        @Override
        public Set<String> indexed() {
            return Set.of();
        }

        @Override
        public List<String> order() {
            return List.of();
        }

        @Override
        public Stream<Row> rows(Map<String, Restriction> restrictions) {
            return Stream.of(_ -> null);
        }
    }
}
