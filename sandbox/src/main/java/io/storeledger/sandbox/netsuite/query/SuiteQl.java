package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Answers queries. The pages of one query are worked out once, as long as nothing changes: paging
/// is no snapshot.
public final class SuiteQl {
    /// More rows than this no query gives.
    public static final int MAX_ROWS = 100_000;

    private static final int KEPT = 4;

    private final Tables tables;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > KEPT;
                }
            };

    /// Answers from these tables.
    public SuiteQl(Tables tables) {
        this.tables = tables;
    }

    private record Kept(long version, List<Expression.Line> lines) {}

    /// A part of a query's rows.
    ///
    /// @param rows columns in lower case, values as text, nulls left out
    /// @param total of the whole query, at most [#MAX_ROWS]
    public record Page(List<ObjectNode> rows, int total) {}

    /// The refusal of a query.
    static NetSuiteError invalid(String detail) {
        return NetSuiteError.of(
                400, "INVALID_PARAMETER", "Invalid search query. Search error occurred: " + detail);
    }

    /// The rows of this query from `offset` on, at most `limit`.
    public Page page(String text, List<String> parameters, int offset, int limit) {
        long version = tables.version();
        Query query = parsed(text, parameters);
        List<Expression.Line> lines = lines(query, text + parameters, version);
        List<ObjectNode> rows =
                lines.stream().skip(offset).limit(limit).map(line -> shown(query, line)).toList();
        return new Page(rows, lines.size());
    }

    private Query parsed(String text, List<String> parameters) {
        List<Token> tokens = Token.all(text);
        if (tokens.getLast().parameter() != parameters.size()) {
            throw invalid("The number of parameters does not match.");
        }
        try {
            Parser parser =
                    new Parser(
                            tokens, 0, tables::table, this::inner, List.copyOf(parameters), tables);
            Query query = parser.query();
            if (parser.peek().kind() != Token.Kind.END) {
                throw invalid("Invalid or unsupported search. Near: " + parser.peek().text());
            }
            return query;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw invalid("Invalid or unsupported search.");
        }
    }

    private List<Expression.Line> lines(Query query, String key, long version) {
        lock.lock();
        try {
            Kept known = kept.get(key);
            if (known != null && known.version() == version) {
                return known.lines();
            }
        } finally {
            lock.unlock();
        }
        List<Expression.Line> lines = run(query);
        lock.lock();
        try {
            kept.put(key, new Kept(version, lines));
        } finally {
            lock.unlock();
        }
        return lines;
    }

    private List<List<@Nullable Object>> inner(Query query) {
        return run(query).stream().map(line -> values(query, line)).toList();
    }

    private static List<Expression.Line> run(Query query) {
        Plan plan = new Plan(query);
        Stream<Expression.Line> lines = plan.lines();
        if (query.grouped()) {
            lines = groups(query, lines.toList());
        }
        if (!query.orderBy().isEmpty() && (query.grouped() || !plan.ordered())) {
            lines = sorted(query, lines);
        }
        if (query.distinct()) {
            Set<List<@Nullable Object>> seen = new HashSet<>();
            lines = lines.filter(line -> seen.add(values(query, line)));
        }
        return lines.limit(Math.min(query.first(), MAX_ROWS)).toList();
    }

    private static Stream<Expression.Line> groups(Query query, List<Expression.Line> lines) {
        if (query.groupBy().isEmpty()) {
            List<@Nullable Row> none = Collections.nCopies(query.sources().size(), null);
            return Stream.of(new Expression.Line(none, lines));
        }
        Map<List<String>, List<Expression.Line>> groups =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        line ->
                                                query.groupBy().stream()
                                                        .map(e -> e.value(line))
                                                        .map(v -> v == null ? "" : Values.text(v))
                                                        .toList(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return groups.values().stream()
                .map(group -> new Expression.Line(group.getFirst().rows(), group));
    }

    private record Keyed(Expression.Line line, List<@Nullable Object> keys) {}

    private static Stream<Expression.Line> sorted(Query query, Stream<Expression.Line> lines) {
        List<Query.Sorted> orderBy = query.orderBy();
        Comparator<Keyed> order =
                (a, b) -> {
                    for (int i = 0; i < orderBy.size(); i++) {
                        int by = Values.ORDER.compare(a.keys().get(i), b.keys().get(i));
                        if (by != 0) {
                            return orderBy.get(i).descending() ? -by : by;
                        }
                    }
                    return 0;
                };
        return lines.map(
                        line -> {
                            List<@Nullable Object> keys = new ArrayList<>(orderBy.size());
                            for (Query.Sorted sorted : orderBy) {
                                keys.add(sorted.expression().value(line));
                            }
                            return new Keyed(line, keys);
                        })
                .sorted(order)
                .map(Keyed::line);
    }

    private static List<@Nullable Object> values(Query query, Expression.Line line) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Query.Selected column : query.columns()) {
            values.add(column.expression().value(line));
        }
        return values;
    }

    private static ObjectNode shown(Query query, Expression.Line line) {
        ObjectNode shown = Json.object();
        shown.putArray("links");
        for (Query.Selected column : query.columns()) {
            Object value = column.expression().value(line);
            if (value != null) {
                shown.put(column.name(), Values.shown(value));
            }
        }
        return shown;
    }
}
