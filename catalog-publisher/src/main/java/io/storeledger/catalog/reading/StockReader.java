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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads what is available of each item at all locations that count, less what is backordered
/// there: NetSuite's available quantity stops at 0 where more is ordered than lies there, and what
/// another location has is promised to those orders, not to the next shopper.
///
/// `aggregateItemLocation` knows all types of items, `inventoryitemlocations` only plain ones; and
/// not every account shows in either when the quantity changed. The best that the account allows is
/// found at the first reading.
final class StockReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(StockReader.class);
    private static final List<String> TABLES =
            List.of("aggregateItemLocation", "inventoryitemlocations");

    /// The second table is not said to tell what is backordered in every account.
    private static final List<Source> SOURCES =
            List.of(
                    new Source(TABLES.get(0), true),
                    new Source(TABLES.get(1), true),
                    new Source(TABLES.get(0), false),
                    new Source(TABLES.get(1), false));

    private static final int A_QUERY = 500;

    private final String connection;
    private final String store;
    private final CatalogRule rule;
    private final Keyset keyset;
    private final Clock clock;
    private final Set<Long> backordered = new TreeSet<>();
    private int source;
    private int changesTable;

    private record Source(String table, boolean backorders) {}

    StockReader(String connection, String store, CatalogRule rule, Keyset keyset, Clock clock) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.keyset = keyset;
        this.clock = clock;
    }

    /// Gives all stock.
    ///
    /// @param sweptAt when the sweep began, if it is one
    /// @param taken is given a piece at a time
    void readAll(@Nullable Instant sweptAt, Consumer<List<StockSnapshot>> taken) {
        read("", true, sweptAt, taken);
    }

    /// Gives the stock of items of which some changed, or all of it where the account doesn't say;
    /// and of those that had backorders, for these may change while what is available stays at 0.
    void readChanged(Instant since, Consumer<List<StockSnapshot>> taken) {
        Optional<List<Long>> changed = changedSince(since);
        if (changed.isEmpty()) {
            readAll(null, taken);
            return;
        }
        Set<Long> both = new TreeSet<>(changed.get());
        both.addAll(backordered);
        List<Long> items = List.copyOf(both);
        for (int from = 0; from < items.size(); from += A_QUERY) {
            List<Long> some = items.subList(from, Math.min(items.size(), from + A_QUERY));
            read(" AND l.item IN (" + Rows.list(some) + ")", false, null, taken);
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

    private void read(
            String condition,
            boolean all,
            @Nullable Instant sweptAt,
            Consumer<List<StockSnapshot>> taken) {
        Instant readAt = clock.instant();
        List<StockSnapshot> some = new ArrayList<>();
        Consumer<List<ObjectNode>> item =
                rows ->
                        snapshot(rows, readAt, sweptAt)
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
                if (source + 1 == SOURCES.size()) {
                    throw refused;
                }
                LOGGER.atInfo()
                        .addKeyValue("connection", connection)
                        .addKeyValue("detail", refused.getMessage())
                        .log("stock is read from another table");
                source++;
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
        Source from = SOURCES.get(source);
        return "SELECT l.item, l.location, l.quantityavailable, "
                + (from.backorders() ? "l.quantitybackordered, " : "")
                + "i."
                + rule.columns().sku()
                + " FROM "
                + from.table()
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

    private Optional<StockSnapshot> snapshot(
            List<ObjectNode> rows, Instant readAt, @Nullable Instant sweptAt) {
        Map<String, BigDecimal> available = new HashMap<>();
        boolean lacks = false;
        for (ObjectNode row : rows) {
            BigDecimal missing = Rows.number(row, "quantitybackordered").orElse(BigDecimal.ZERO);
            lacks |= missing.signum() > 0;
            available.merge(
                    Rows.text(row, "location").orElse(""),
                    Rows.number(row, "quantityavailable").orElse(BigDecimal.ZERO).subtract(missing),
                    BigDecimal::add);
        }
        ObjectNode first = rows.getFirst();
        long id = Rows.id(first, "item");
        if (lacks) {
            backordered.add(id);
        } else {
            backordered.remove(id);
        }
        return Rows.text(first, rule.columns().sku())
                .map(sku ->
                        new StockSnapshot(
                                connection,
                                store,
                                Long.toString(id),
                                sku,
                                available,
                                readAt,
                                sweptAt));
    }
}
