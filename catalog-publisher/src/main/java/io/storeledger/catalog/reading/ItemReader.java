package io.storeledger.catalog.reading;

import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.catalog.rule.Columns;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.ProductData;
import io.storeledger.common.event.ProductData.Matrix;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads items with their prices, and of matrix items what they are variants of.
final class ItemReader {
    private static final int A_QUERY = 1000;

    private final String connection;
    private final String store;
    private final CatalogRule rule;
    private final NetSuiteClient netSuite;
    private final Keyset keyset;
    private final Prices prices;
    private final Clock clock;

    ItemReader(
            String connection,
            String store,
            CatalogRule rule,
            NetSuiteClient netSuite,
            Keyset keyset,
            Clock clock) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.netSuite = netSuite;
        this.keyset = keyset;
        this.prices = new Prices(netSuite, rule.priceLevel());
        this.clock = clock;
    }

    /// Gives all items, or those that changed.
    ///
    /// @param since from when on; null for all
    /// @param sweptAt when the sweep began, if it is one
    /// @param taken is given a piece at a time
    void read(
            @Nullable Instant since,
            @Nullable Instant sweptAt,
            Consumer<List<ItemSnapshot>> taken) {
        Instant readAt = clock.instant();
        List<ObjectNode> rows = new ArrayList<>();
        keyset.read(
                after -> query(after, since != null),
                since == null ? List.of() : List.of(Rows.time(since)),
                "id",
                group -> {
                    rows.add(group.getFirst());
                    if (rows.size() == A_QUERY) {
                        taken.accept(snapshots(rows, readAt, sweptAt));
                        rows.clear();
                    }
                });
        if (!rows.isEmpty()) {
            taken.accept(snapshots(rows, readAt, sweptAt));
        }
    }

    private String query(long after, boolean changes) {
        Columns columns = rule.columns();
        String types =
                rule.itemTypes().stream()
                        .map(type -> "'" + type + "'")
                        .collect(Collectors.joining(", "));
        Set<String> options = Set.copyOf(columns.matrixOptions().values());
        String selected =
                columns.all().stream()
                        .map(column ->
                                options.contains(column)
                                        // a list's value is an id; shoppers read its text
                                        ? "BUILTIN.DF(%s) AS %s".formatted(column, column)
                                        : column)
                        .collect(Collectors.joining(", "));
        return "SELECT id, isinactive, parent, "
                + (options.isEmpty() ? "" : "matrixtype, ")
                + selected
                + " FROM item WHERE itemtype IN ("
                + types
                + ") AND id > "
                + after
                + (changes
                        ? " AND lastmodifieddate >= TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS')"
                        : "")
                + " ORDER BY id";
    }

    private List<ItemSnapshot> snapshots(
            List<ObjectNode> rows, Instant readAt, @Nullable Instant sweptAt) {
        Map<Long, BigDecimal> amounts =
                rule.publish().price()
                        ? prices.of(rows.stream().map(row -> Rows.id(row, "id")).toList())
                        : Map.of();
        Map<Long, ObjectNode> parents = parents(rows);
        List<ItemSnapshot> snapshots = new ArrayList<>();
        for (ObjectNode row : rows) {
            String sku = Rows.text(row, rule.columns().sku()).orElse("");
            // what matrix items are variants of is not sold itself
            boolean isMatrix = Rows.text(row, "matrixtype").filter("PARENT"::equals).isPresent();
            if (!sku.isEmpty() && !isMatrix) {
                long id = Rows.id(row, "id");
                snapshots.add(
                        new ItemSnapshot(
                                connection,
                                store,
                                Long.toString(id),
                                sku,
                                Rows.text(row, "isinactive").filter("T"::equals).isPresent(),
                                amounts.get(id),
                                product(row, parents),
                                readAt,
                                sweptAt));
            }
        }
        return snapshots;
    }

    private ProductData product(ObjectNode row, Map<Long, ObjectNode> parents) {
        Columns columns = rule.columns();
        return new ProductData(
                name(row),
                columns.description().flatMap(column -> Rows.text(row, column)).orElse(null),
                columns.upc().flatMap(column -> Rows.text(row, column)).orElse(null),
                columns.weight().flatMap(column -> Rows.number(row, column)).orElse(null),
                matrix(row, parents).orElse(null));
    }

    private Optional<Matrix> matrix(ObjectNode row, Map<Long, ObjectNode> parents) {
        ObjectNode parent = parents.get(Rows.id(row, "parent"));
        Map<String, String> options = new TreeMap<>();
        rule.columns()
                .matrixOptions()
                .forEach((option, column) ->
                        Rows.text(row, column).ifPresent(value -> options.put(option, value)));
        return parent == null || options.isEmpty()
                ? Optional.empty()
                : Rows.text(parent, rule.columns().sku())
                        .map(sku -> new Matrix(sku, name(parent), options));
    }

    private Map<Long, ObjectNode> parents(List<ObjectNode> rows) {
        Columns columns = rule.columns();
        Set<Long> ids =
                rows.stream()
                        .map(row -> Rows.id(row, "parent"))
                        .filter(id -> id > 0)
                        .collect(Collectors.toSet());
        Map<Long, ObjectNode> parents = new HashMap<>();
        if (!ids.isEmpty() && !columns.matrixOptions().isEmpty()) {
            Iterator<ObjectNode> found =
                    netSuite.suiteQl(
                            "SELECT id, %s FROM item WHERE id IN (%s) ORDER BY id"
                                    .formatted(String.join(", ", columns.all()), Rows.list(ids)),
                            List.of());
            found.forEachRemaining(row -> parents.put(Rows.id(row, "id"), row));
        }
        return parents;
    }

    private String name(ObjectNode row) {
        return Rows.text(row, rule.columns().name())
                .or(() -> Rows.text(row, rule.columns().sku()))
                .or(() -> Rows.text(row, "itemid"))
                .orElse("");
    }
}
