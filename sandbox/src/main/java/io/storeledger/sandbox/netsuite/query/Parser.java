package io.storeledger.sandbox.netsuite.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a query: `SELECT [DISTINCT] .. FROM .. [JOIN .. ON ..] [WHERE ..] [GROUP BY ..] [ORDER BY
/// ..] [FETCH FIRST n ROWS ONLY]`. What isn't understood is refused, never guessed.
final class Parser {
    private static final Set<String> ENDS_TABLE =
            Set.of(
                    "WHERE", "GROUP", "ORDER", "FETCH", "JOIN", "INNER", "LEFT", "ON", "AS",
                    "RIGHT", "FULL", "CROSS", "HAVING", "UNION");

    private final List<Token> tokens;
    private final Function<String, Table> tables;
    private final Function<Query, List<List<@Nullable Object>>> subQueries;
    private final Expressions expressions;
    private final Conditions conditions;
    private final List<Query.Source> sources = new ArrayList<>();
    private int at;

    /// @param subQueries gives the rows of a query inside this one
    Parser(
            List<Token> tokens,
            int at,
            Function<String, Table> tables,
            Function<Query, List<List<@Nullable Object>>> subQueries,
            List<Object> parameters,
            Expression.Names names) {
        this.tokens = tokens;
        this.at = at;
        this.tables = tables;
        this.subQueries = subQueries;
        this.expressions = new Expressions(this, parameters, names);
        this.conditions = new Conditions(this, expressions);
    }

    Query query() {
        expect("SELECT");
        boolean distinct = accept("DISTINCT");
        int columnsAt = at;
        toFrom();
        from();
        int afterFrom = at;
        at = columnsAt;
        List<Query.Selected> columns = columns();
        at = afterFrom;
        Condition where = accept("WHERE") ? conditions.read() : null;
        List<Expression> groupBy = new ArrayList<>();
        if (accept("GROUP")) {
            expect("BY");
            do {
                groupBy.add(expressions.read());
            } while (accept(","));
        }
        List<Query.Sorted> orderBy = orderBy(columns);
        int first = SuiteQl.MAX_ROWS;
        if (accept("FETCH")) {
            expect("FIRST");
            first = Integer.parseInt(next().text());
            if (!accept("ROW")) {
                expect("ROWS");
            }
            expect("ONLY");
        }
        boolean grouped =
                !groupBy.isEmpty()
                        || columns.stream().anyMatch(c -> Expressions.aggregates(c.expression()));
        return new Query(columns, distinct, sources, where, grouped, groupBy, orderBy, first);
    }

    List<Query.Source> sources() {
        return sources;
    }

    /// The first values of the rows of the sub-select that follows.
    Set<String> subSelect() {
        Set<String> values = new HashSet<>();
        Parser inner = expressions.inner(tokens, at, tables, subQueries);
        for (List<@Nullable Object> row : subQueries.apply(inner.query())) {
            Object value = row.getFirst();
            if (value != null) {
                values.add(Values.text(value));
            }
        }
        at = inner.at;
        return values;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        return tokens.get(at++);
    }

    boolean accept(String text) {
        if (peek().is(text)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String text) {
        if (!accept(text)) {
            throw SuiteQl.invalid("Invalid or unsupported search. Near: " + peek().text());
        }
    }

    private void toFrom() {
        int depth = 0;
        while (depth > 0 || !peek().is("FROM")) {
            Token token = next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (token.kind() == Token.Kind.END) {
                throw SuiteQl.invalid("Invalid or unsupported search.");
            }
        }
        at++;
    }

    private void from() {
        source(false, false);
        while (true) {
            if (accept(",")) {
                source(false, false);
            } else if (accept("LEFT")) {
                accept("OUTER");
                expect("JOIN");
                source(true, true);
            } else if (accept("INNER")) {
                expect("JOIN");
                source(false, true);
            } else if (accept("JOIN")) {
                source(false, true);
            } else {
                return;
            }
        }
    }

    private void source(boolean outer, boolean joined) {
        String name = next().text().toLowerCase(Locale.ROOT);
        Table table = tables.apply(name);
        boolean as = accept("AS");
        boolean named =
                as || (peek().kind() == Token.Kind.WORD && !ENDS_TABLE.contains(peek().text()));
        String alias = named ? next().text().toLowerCase(Locale.ROOT) : name;
        sources.add(new Query.Source(alias, table, outer, null));
        if (joined) {
            expect("ON");
            int last = sources.size() - 1;
            sources.set(last, new Query.Source(alias, table, outer, conditions.read()));
        }
    }

    private List<Query.Selected> columns() {
        List<Query.Selected> columns = new ArrayList<>();
        do {
            Expression expression = expressions.read();
            boolean as = accept("AS");
            boolean named = as || (peek().kind() == Token.Kind.WORD && !peek().is("FROM"));
            // Aliases come back in lower case too.
            String name =
                    named
                            ? next().text().toLowerCase(Locale.ROOT)
                            : expression instanceof Expression.Column column
                                    ? column.name()
                                    : "expr" + (columns.size() + 1);
            columns.add(new Query.Selected(name, expression));
        } while (accept(","));
        return columns;
    }

    private List<Query.Sorted> orderBy(List<Query.Selected> columns) {
        List<Query.Sorted> order = new ArrayList<>();
        if (!accept("ORDER")) {
            return order;
        }
        expect("BY");
        do {
            Expression expression = ofColumns(columns);
            boolean descending = accept("DESC");
            if (!descending) {
                accept("ASC");
            }
            order.add(new Query.Sorted(expression, descending));
        } while (accept(","));
        return order;
    }

    // A name that SELECT gave, a position in it, or anything else.
    private Expression ofColumns(List<Query.Selected> columns) {
        Token token = peek();
        Token following = tokens.get(at + 1);
        boolean alone = !following.is(".") && !following.is("(");
        if (token.kind() == Token.Kind.NUMBER) {
            at++;
            return columns.get(Integer.parseInt(token.text()) - 1).expression();
        }
        for (Query.Selected column : columns) {
            boolean named = column.name().equals(token.text().toLowerCase(Locale.ROOT));
            if (alone && token.kind() == Token.Kind.WORD && named) {
                at++;
                return column.expression();
            }
        }
        return expressions.read();
    }
}
