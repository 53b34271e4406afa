package io.storeledger.sandbox.netsuite.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a query's rows are found: from which table first, and the next tables by which equality.
final class Plan {
    private final Query query;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Map<String, Restriction>> restrictions = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();

    Plan(Query query) {
        this.query = query;
        boolean outer = query.sources().stream().anyMatch(Query.Source::outer);
        if (query.where() != null) {
            conditions.addAll(query.where().conjuncts());
        }
        for (Query.Source source : query.sources()) {
            if (source.on() != null && !source.outer()) {
                conditions.addAll(source.on().conjuncts());
            }
            restrictions.add(new HashMap<>());
        }
        for (Condition condition : conditions) {
            restrict(condition);
        }
        for (Equality equality : equalities) {
            if (!outer) {
                pass(equality.left(), equality.right());
                pass(equality.right(), equality.left());
            }
        }
    }

    /// Two columns that are equal in each row.
    private record Equality(Expression.Column left, Expression.Column right) {
        Equality turned() {
            return new Equality(/* left= */ right, /* right= */ left);
        }
    }

    /// The lines that fit, in the order of the first table.
    Stream<Expression.Line> lines() {
        int first = first();
        Set<Integer> joined = new HashSet<>(Set.of(first));
        Expression.Line none =
                new Expression.Line(Collections.nCopies(query.sources().size(), null), List.of());
        Stream<Expression.Line> lines =
                query.sources()
                        .get(first)
                        .table()
                        .rows(restrictions.get(first))
                        .map(row -> with(none, first, row));
        List<Condition> left = new ArrayList<>(conditions);
        lines = filtered(lines, left, joined);
        while (joined.size() < query.sources().size()) {
            int next = next(joined);
            lines = joined(lines, next, joined);
            joined.add(next);
            lines = filtered(lines, left, joined);
        }
        return lines;
    }

    /// Whether the lines come in the order that is asked for without being sorted.
    boolean ordered() {
        Query.Source source = query.sources().get(first());
        List<String> natural = source.table().order();
        if (query.orderBy().size() > natural.size()) {
            return false;
        }
        for (int i = 0; i < query.orderBy().size(); i++) {
            Query.Sorted sorted = query.orderBy().get(i);
            Expression.Column expected = new Expression.Column(first(), natural.get(i));
            if (sorted.descending() || !same(sorted.expression(), expected)) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Expression expression, Expression.Column column) {
        return expression.equals(column)
                || equalities.contains(new Equality(column, asColumn(expression)))
                || equalities.contains(new Equality(asColumn(expression), column));
    }

    private static Expression.Column asColumn(Expression expression) {
        return expression instanceof Expression.Column column
                ? column
                : new Expression.Column(-1, "");
    }

    private int first() {
        List<Query.Source> sources = query.sources();
        boolean fixed = sources.stream().anyMatch(Query.Source::outer);
        for (int i = 0; i < sources.size() && !fixed; i++) {
            for (String column : sources.get(i).table().indexed()) {
                Restriction restriction = restrictions.get(i).get(column);
                if (restriction != null && restriction.among() != null) {
                    return i;
                }
            }
        }
        return 0;
    }

    private int next(Set<Integer> joined) {
        int other = -1;
        for (int i = 0; i < query.sources().size(); i++) {
            if (joined.contains(i)) {
                continue;
            }
            if (query.sources().get(i).outer() || link(i, joined) != null) {
                return i;
            }
            other = other < 0 ? i : other;
        }
        return other;
    }

    // The equality that ties this table to those joined so far; indexed ones are best.
    private @Nullable Equality link(int source, Set<Integer> joined) {
        Equality found = null;
        List<Equality> candidates = new ArrayList<>(equalities);
        Condition on = query.sources().get(source).on();
        if (on != null) {
            on.conjuncts().forEach(condition -> equality(condition, candidates));
        }
        for (Equality each : candidates) {
            Equality turned = each.left().source() == source ? each : each.turned();
            boolean ties =
                    turned.left().source() == source && joined.contains(turned.right().source());
            if (ties) {
                boolean indexed =
                        query.sources()
                                .get(source)
                                .table()
                                .indexed()
                                .contains(turned.left().name());
                found = indexed || found == null ? turned : found;
            }
        }
        return found;
    }

    private Stream<Expression.Line> joined(
            Stream<Expression.Line> lines, int source, Set<Integer> joined) {
        Query.Source joining = query.sources().get(source);
        Partners partners = partners(source, link(source, joined));
        Condition on = joining.outer() ? joining.on() : null;
        return lines.mapMulti((line, found) -> {
            boolean alone = true;
            for (Row row : partners.of(line)) {
                Expression.Line wider = with(line, source, row);
                if (on == null || on.test(wider)) {
                    alone = false;
                    found.accept(wider);
                }
            }
            if (alone && joining.outer()) {
                found.accept(line);
            }
        });
    }

    /// The rows of a table that may belong to a line.
    private interface Partners {
        Collection<Row> of(Expression.Line line);
    }

    private Partners partners(int source, @Nullable Equality link) {
        Table table = query.sources().get(source).table();
        Map<String, Restriction> restricted = restrictions.get(source);
        if (link == null) {
            List<Row> all = table.rows(restricted).toList();
            return _ -> all;
        }
        String column = link.left().name();
        if (table.indexed().contains(column)) {
            return line -> {
                Object value = link.right().value(line);
                return value == null ? List.of() : table.of(column, value);
            };
        }
        Map<String, List<Row>> byValue = new HashMap<>();
        table.rows(restricted)
                .forEach(row -> {
                    Object value = row.get(column);
                    if (value != null) {
                        byValue.computeIfAbsent(Values.text(value), _ -> new ArrayList<>())
                                .add(row);
                    }
                });
        return line -> {
            Object value = link.right().value(line);
            return value == null ? List.of() : byValue.getOrDefault(Values.text(value), List.of());
        };
    }

    private static Expression.Line with(Expression.Line line, int source, Row row) {
        List<@Nullable Row> rows = new ArrayList<>(line.rows());
        rows.set(source, row);
        return new Expression.Line(rows, List.of());
    }

    // Each condition is asked as soon as its tables are there.
    private static Stream<Expression.Line> filtered(
            Stream<Expression.Line> lines, List<Condition> left, Set<Integer> joined) {
        List<Condition> now =
                left.stream()
                        .filter(condition -> joined.containsAll(Condition.sources(condition)))
                        .toList();
        left.removeAll(now);
        return now.isEmpty()
                ? lines
                : lines.filter(line -> {
                    for (Condition condition : now) {
                        if (!condition.test(line)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private void restrict(Condition condition) {
        switch (condition) {
            case Condition.In in when !in.negated() && in.left() instanceof Expression.Column c ->
                    put(c, Restriction.among(in.values()));
            case Condition.Compared compared
                    when compared.left() instanceof Expression.Column column
                            && compared.right() instanceof Expression.Constant constant
                            && constant.constant() != null ->
                    compared(column, compared.operator(), constant.constant());
            default -> equality(condition, equalities);
        }
    }

    private static void equality(Condition condition, List<Equality> found) {
        if (condition instanceof Condition.Compared compared
                && compared.operator().equals("=")
                && compared.left() instanceof Expression.Column left
                && compared.right() instanceof Expression.Column right) {
            found.add(new Equality(left, right));
        }
    }

    private void compared(Expression.Column column, String operator, Object constant) {
        if (operator.equals("=")) {
            put(column, Restriction.among(Set.of(Values.text(constant))));
        } else if (operator.equals(">") && Values.text(constant).matches("\\d{1,18}")) {
            put(column, Restriction.above(Long.parseLong(Values.text(constant))));
        }
    }

    private void put(Expression.Column column, Restriction restriction) {
        restrictions.get(column.source()).putIfAbsent(column.name(), restriction);
    }

    private void pass(Expression.Column from, Expression.Column to) {
        Restriction known = restrictions.get(from.source()).get(from.name());
        if (known != null) {
            put(to, known);
        }
    }
}
