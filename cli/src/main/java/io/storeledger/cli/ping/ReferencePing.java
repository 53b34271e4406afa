package io.storeledger.cli.ping;

import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.mapping.Ref;
import io.storeledger.mapping.RuleReferences.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Asks NetSuite for every record that the rules name: a query for each kind and some hundreds of
/// ids.
final class ReferencePing {
    private static final int A_QUERY = 200;

    /// By the beginning of the setting: the table of what it names. Others (forms, sales channels)
    /// are in no table.
    private static final Map<String, String> TABLES = tables();

    private final NetSuiteClient client;
    private final Findings findings;
    private final Patience patience;

    ReferencePing(NetSuiteClient client, Findings findings, Patience patience) {
        this.client = client;
        this.findings = findings;
        this.patience = patience;
    }

    void run(List<Named> references) {
        Map<String, List<Named>> byTable = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Named named : references) {
            table(named.key())
                    .ifPresentOrElse(
                            table ->
                                    byTable.computeIfAbsent(table, _ -> new ArrayList<>())
                                            .add(named),
                            () -> unknown.add(written(named)));
        }
        byTable.forEach(this::check);
        if (!unknown.isEmpty()) {
            findings.open(
                    "no table tells whether these exist; look in NetSuite: "
                            + String.join(", ", unknown));
        }
    }

    private void check(String table, List<Named> named) {
        Map<Ref, ObjectNode> found;
        try {
            found =
                    patience.ask(
                            () -> found(table, named.stream().map(Named::ref).distinct().toList()));
        } catch (ApiException e) {
            findings.bad(
                    "what the rules name of " + table + " can't be looked up",
                    e instanceof ApiException.Transient
                            ? "try again later. " + e.getMessage()
                            : "give the role the permission to view it. " + e.getMessage());
            return;
        }
        int good = 0;
        for (Named one : named) {
            Optional<String> fault = fault(table, one, found.get(one.ref()));
            fault.ifPresent(what -> findings.bad(written(one), what));
            good += fault.isEmpty() ? 1 : 0;
        }
        if (good > 0) {
            findings.good(
                    "rules: %d of %d references to %s exist".formatted(good, named.size(), table));
        }
    }

    private static Optional<String> fault(String table, Named named, @Nullable ObjectNode row) {
        if (row == null) {
            return Optional.of(
                    "NetSuite has no such %s; create it, or name another.".formatted(table));
        }
        if (row.path("isinactive").asString("F").equals("T")) {
            return Optional.of(
                    "this %s is inactive; activate it, or name another.".formatted(table));
        }
        String code = named.key().substring(named.key().lastIndexOf('.') + 1);
        String symbol = row.path("symbol").asString(code);
        return table.equals("currency") && !symbol.equals(code)
                ? Optional.of("this currency is " + symbol + "; name the one of " + code + ".")
                : Optional.empty();
    }

    private Map<Ref, ObjectNode> found(String table, List<Ref> refs) {
        Map<Ref, ObjectNode> found = new HashMap<>();
        List<String> ids = new ArrayList<>();
        List<String> externalIds = new ArrayList<>();
        for (Ref ref : refs) {
            switch (ref) {
                case Ref.Internal(String id) -> ids.add(id);
                case Ref.External(String id) -> externalIds.add(id);
            }
        }
        query(table, "id", ids)
                .forEach(row -> found.put(new Ref.Internal(row.path("id").asString("")), row));
        query(table, "externalid", externalIds)
                .forEach(row ->
                        found.put(new Ref.External(row.path("externalid").asString("")), row));
        return found;
    }

    private List<ObjectNode> query(String table, String column, List<String> values) {
        String more =
                switch (table) {
                    case "item" -> ", isinactive";
                    case "currency" -> ", symbol";
                    default -> "";
                };
        List<ObjectNode> rows = new ArrayList<>();
        for (int from = 0; from < values.size(); from += A_QUERY) {
            List<String> some = values.subList(from, Math.min(values.size(), from + A_QUERY));
            client.suiteQl(
                            "SELECT %s%s FROM %s WHERE %s IN (%s) ORDER BY %s"
                                    .formatted(
                                            column,
                                            more,
                                            table,
                                            column,
                                            String.join(",", Collections.nCopies(some.size(), "?")),
                                            column),
                            some)
                    .forEachRemaining(rows::add);
        }
        return rows;
    }

    private static String written(Named named) {
        return "rules.%s = %s"
                .formatted(
                        named.key(),
                        switch (named.ref()) {
                            case Ref.Internal(String id) -> id;
                            case Ref.External(String id) -> "ext:" + id;
                        });
    }

    private static Optional<String> table(String key) {
        return TABLES.entrySet().stream()
                .filter(entry ->
                        key.equals(entry.getKey())
                                || key.startsWith(entry.getKey() + ".")
                                || key.startsWith(entry.getKey() + "["))
                .map(entry -> Objects.requireNonNull(entry.getValue()))
                .findFirst();
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("subsidiary", "subsidiary");
        tables.put("location", "location");
        tables.put("department", "department");
        tables.put("class", "classification");
        tables.put("currencies", "currency");
        tables.put("shipMethods", "shipitem");
        tables.put("paymentMethods", "paymentmethod");
        tables.put("items", "item");
        tables.put("tax", "salestaxitem");
        return tables;
    }
}
