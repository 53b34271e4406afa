package io.storeledger.catalog.reading;

import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.common.event.StockSnapshot;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads what is available of each item at all locations that count.
///
/// `aggregateItemLocation` knows all types of items, `inventoryitemlocations` only plain ones; and
/// not every account shows in either when the quantity changed. The best that the account allows is
/// found at the first reading.
final class StockReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(StockReader.class);
    private static final List<String> TABLES =
            List.of("aggregateItemLocation", "inventoryitemlocations");
    private static final int A_QUERY = 500;

    private final String connection;
    private final String store;
    private final CatalogRule rule;
    private final Keyset keyset;
    private final Clock clock;
    private int table;
    private int changesTable;

    StockReader(String connection, String store, CatalogRule rule, Keyset keyset, Clock clock) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.keyset = keyset;
        this.clock = clock;
    }

    /// Gives all stock.
    ///
    /// @param taken is given a piece at a time
    void readAll(Consumer<List<StockSnapshot>> taken) {
        read("", true, taken);
    }

    /// Gives the stock of items of which some changed, or all of it where the account doesn't say.
    void readChanged(Instant since, Consumer<List<StockSnapshot>> taken) {
        Optional<List<Long>> changed = changedSince(since);
        if (changed.isEmpty()) {
            readAll(taken);
            return;
        }
        List<Long> items = changed.get();
        for (int from = 0; from < items.size(); from += A_QUERY) {
            List<Long> some = items.subList(from, Math.min(items.size(), from + A_QUERY));
            read(" AND l.item IN (" + Rows.list(some) + ")", false, taken);
        }
    }

    /// The items whose available quantity changed; empty if the account shows it nowhere.
    private Optional<List<Long>> changedSince(Instant since) {
        while (changesTable < TABLES.size()) {
            List<Long> items = new ArrayList<>();
            try {
                keyset.read(
                        after ->
                                "SELECT l.item FROM %s l WHERE l.item > %d AND l.lastquantityavailablechange >= TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS')%s ORDER BY l.item"
                                        .formatted(TABLES.get(changesTable), after, locations()),
                        List.of(Rows.time(since)),
                        "item",
                        group -> items.add(Rows.id(group.getFirst(), "item")));
                return Optional.of(items);
            } catch (Refused refused) {
                LOGGER.atInfo()
                        .addKeyValue("connection", connection)
                        .addKeyValue("detail", refused.getMessage())
                        .log("changes of stock are looked for elsewhere");
                changesTable++;
            }
        }
        return Optional.empty();
    }

    private void read(String condition, boolean all, Consumer<List<StockSnapshot>> taken) {
        Instant readAt = clock.instant();
        List<StockSnapshot> some = new ArrayList<>();
        Consumer<List<ObjectNode>> item =
                rows ->
                        snapshot(rows, readAt)
                                .ifPresent(snapshot -> {
                                    some.add(snapshot);
                                    if (some.size() == A_QUERY) {
                                        taken.accept(List.copyOf(some));
                                        some.clear();
                                    }
                                });
        while (true) {
            try {
                keyset.read(after -> query(after, condition, all), List.of(), "item", item);
                break;
            } catch (Refused refused) {
                if (table + 1 == TABLES.size()) {
                    throw refused;
                }
                LOGGER.atInfo()
                        .addKeyValue("connection", connection)
                        .addKeyValue("detail", refused.getMessage())
                        .log("stock is read from another table");
                table++;
            }
        }
        if (!some.isEmpty()) {
            taken.accept(some);
        }
    }

    private String query(long after, String condition, boolean all) {
        String types =
                rule.itemTypes().stream()
                        .map(type -> "'" + type + "'")
                        .collect(Collectors.joining(", "));
        return "SELECT l.item, l.location, l.quantityavailable, i."
                + rule.columns().sku()
                + " FROM "
                + TABLES.get(table)
                + " l JOIN item i ON i.id = l.item WHERE l.item > "
                + after
                + " AND i.itemtype IN ("
                + types
                + ")"
                + (all ? " AND i.isinactive = 'F'" : "")
                + locations()
                + condition
                + " ORDER BY l.item, l.location";
    }

    private String locations() {
        return rule.stock().locations().isEmpty()
                ? ""
                : " AND l.location IN ("
                        + rule.stock().locations().stream()
                                .sorted()
                                .collect(Collectors.joining(","))
                        + ")";
    }

    private Optional<StockSnapshot> snapshot(List<ObjectNode> rows, Instant readAt) {
        Map<String, BigDecimal> available = new HashMap<>();
        rows.forEach(row ->
                available.merge(
                        Rows.text(row, "location").orElse(""),
                        Rows.number(row, "quantityavailable").orElse(BigDecimal.ZERO),
                        BigDecimal::add));
        ObjectNode first = rows.getFirst();
        return Rows.text(first, rule.columns().sku())
                .map(sku ->
                        new StockSnapshot(
                                connection,
                                store,
                                Long.toString(Rows.id(first, "item")),
                                sku,
                                available,
                                readAt));
    }
}
