package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Answers queries of one table: `SELECT columns FROM table [WHERE a AND b] [ORDER BY c]`.
///
/// No joins and no sub-selects: what isn't understood is refused, never guessed.
public final class SuiteQl {
    /// More rows than this no query gives.
    public static final int MAX_ROWS = 100_000;

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?is)\\s*SELECT\\s+(?<columns>.+?)\\s+FROM\\s+(?<table>\\w+)"
                            + "(?:\\s+(?:AS\\s+)?(?!WHERE\\b|ORDER\\b|FETCH\\b)\\w+)?"
                            + "(?:\\s+WHERE\\s+(?<where>.+?))?"
                            + "(?:\\s+ORDER\\s+BY\\s+(?<order>.+?))?"
                            + "(?:\\s+FETCH\\s+FIRST\\s+(?<first>\\d+)\\s+ROWS\\s+ONLY)?\\s*");
    private static final Pattern ALIASED = Pattern.compile("(?is)(.+?)(?:\\s+AS)?\\s+(\\w+)");

    private final Map<String, Table> tables;

    /// Answers from these tables, by lower-case name.
    public SuiteQl(Map<String, Table> tables) {
        this.tables = Map.copyOf(tables);
    }

    /// The refusal of a query.
    static NetSuiteError invalid(String detail) {
        return NetSuiteError.of(
                400, "INVALID_PARAMETER", "Invalid search query. Search error occurred: " + detail);
    }

    /// The rows of this query, columns in lower case, values as text, nulls left out.
    public List<ObjectNode> run(String query, List<String> parameters) {
        Matcher shape = SHAPE.matcher(query);
        if (!shape.matches()) {
            throw invalid("Invalid or unsupported search.");
        }
        String name = shape.group("table").toLowerCase(Locale.ROOT);
        Table table = tables.get(name);
        if (table == null) {
            throw invalid("Record '" + name + "' was not found.");
        }
        Map<String, Expression> columns = columns(shape.group("columns"), table.columns());
        Deque<String> left = new ArrayDeque<>(parameters);
        List<Condition> conditions = new ArrayList<>();
        String where = shape.group("where");
        if (where != null) {
            for (String part : Parts.split(where, " AND ")) {
                conditions.add(Condition.of(part.strip(), table.columns(), left));
            }
        }
        if (!left.isEmpty()) {
            throw invalid("The number of parameters does not match.");
        }
        Stream<ObjectNode> rows = table.rows(among(conditions));
        for (Condition condition : conditions) {
            Predicate<ObjectNode> test = condition.test();
            rows = rows.filter(test);
        }
        String order = shape.group("order");
        if (order != null) {
            rows = rows.sorted(order(order, table.columns()));
        }
        String first = shape.group("first");
        rows = rows.limit(first == null ? MAX_ROWS : Long.parseLong(first));
        if (columns.values().stream().anyMatch(e -> e.kind() == Expression.Kind.COUNT)) {
            ObjectNode counted = Json.object();
            counted.put(columns.keySet().iterator().next(), Long.toString(rows.count()));
            return List.of(counted);
        }
        return rows.map(row -> shown(row, columns)).toList();
    }

    private static ObjectNode shown(ObjectNode row, Map<String, Expression> columns) {
        ObjectNode shown = Json.object();
        shown.putArray("links");
        columns.forEach((name, expression) -> {
            String value = expression.value(row);
            if (value != null) {
                shown.put(name, SuiteDates.instant(value).map(SuiteDates::display).orElse(value));
            }
        });
        return shown;
    }

    private static Map<String, Expression> columns(String list, Set<String> known) {
        Map<String, Expression> columns = new LinkedHashMap<>();
        for (String part : Parts.split(list, ",")) {
            String text = part.strip();
            Matcher aliased = ALIASED.matcher(text);
            boolean named = aliased.matches() && !text.endsWith(")");
            Expression expression = Expression.of(named ? aliased.group(1) : text, known);
            // Aliases come back in lower case too.
            String name =
                    named
                            ? aliased.group(2).toLowerCase(Locale.ROOT)
                            : expression.name(columns.size() + 1);
            columns.put(name, expression);
        }
        return columns;
    }

    private static Map<String, Set<String>> among(List<Condition> conditions) {
        Map<String, Set<String>> among = new HashMap<>();
        for (Condition condition : conditions) {
            Set<String> values = condition.among();
            if (values != null) {
                among.put(condition.left().column(), values);
            }
        }
        return among;
    }

    private static Comparator<ObjectNode> order(String list, Set<String> known) {
        Comparator<ObjectNode> order = (_, _) -> 0;
        for (String part : Parts.split(list, ",")) {
            String text = part.strip();
            boolean descending = text.toUpperCase(Locale.ROOT).endsWith(" DESC");
            Expression expression =
                    Expression.of(text.replaceFirst("(?i)\\s+(ASC|DESC)$", ""), known);
            Comparator<ObjectNode> by =
                    (a, b) -> {
                        String left = expression.value(a);
                        String right = expression.value(b);
                        return Condition.order(
                                left == null ? "" : left, right == null ? "" : right);
                    };
            order = order.thenComparing(descending ? by.reversed() : by);
        }
        return order;
    }
}
