package io.storeledger.sandbox.netsuite.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the expressions of a query.
final class Expressions {
    private static final Expression.Line NO_LINE = new Expression.Line(List.of(), List.of());

    private final Parser parser;
    private final List<Object> parameters;
    private final Expression.Names names;

    Expressions(Parser parser, List<Object> parameters, Expression.Names names) {
        this.parser = parser;
        this.parameters = parameters;
        this.names = names;
    }

    /// Whether a group's value is in it.
    static boolean aggregates(Expression expression) {
        return switch (expression) {
            case Expression.Aggregate _ -> true;
            case Expression.Call call ->
                    call.arguments().stream().anyMatch(Expressions::aggregates);
            case Expression.Operation operation ->
                    aggregates(operation.left()) || aggregates(operation.right());
            case Expression.Column _, Expression.Constant _, Expression.Display _ -> false;
        };
    }

    Parser inner(
            List<Token> tokens,
            int at,
            Function<String, Table> tables,
            Function<Query, List<List<@Nullable Object>>> subQueries) {
        return new Parser(tokens, at, tables, subQueries, parameters, names);
    }

    Expression read() {
        Expression left = product();
        while (parser.peek().is("+") || parser.peek().is("-") || parser.peek().is("||")) {
            String operator = parser.next().text();
            left = folded(new Expression.Operation(operator, left, product()), left);
        }
        return left;
    }

    /// The value of an expression that reads no column.
    Object constant() {
        if (read() instanceof Expression.Constant constant && constant.constant() != null) {
            return constant.constant();
        }
        throw SuiteQl.invalid("Invalid or unsupported search. Near: " + parser.peek().text());
    }

    /// The same, as a number if it is a whole one given as text: parameters come as text.
    static Expression asNumber(Expression expression) {
        return expression instanceof Expression.Constant constant
                        && constant.constant() instanceof String text
                        && text.matches("[1-9]\\d{0,17}|0")
                ? new Expression.Constant(Long.valueOf(text))
                : expression;
    }

    private Expression product() {
        Expression left = factor();
        while (parser.peek().is("*") || parser.peek().is("/")) {
            String operator = parser.next().text();
            left = folded(new Expression.Operation(operator, left, factor()), left);
        }
        return left;
    }

    private Expression factor() {
        Token token = parser.next();
        return switch (token.kind()) {
            case NUMBER -> new Expression.Constant(new BigDecimal(token.text()));
            case TEXT -> new Expression.Constant(token.text());
            case PARAMETER -> {
                if (token.parameter() >= parameters.size()) {
                    throw SuiteQl.invalid("The number of parameters does not match.");
                }
                yield new Expression.Constant(parameters.get(token.parameter()));
            }
            case WORD -> word(token.text());
            case SYMBOL, END -> symbol(token);
        };
    }

    private Expression symbol(Token token) {
        if (token.is("(")) {
            Expression inside = read();
            parser.expect(")");
            return inside;
        }
        if (token.is("-")) {
            Expression zero = new Expression.Constant(BigDecimal.ZERO);
            return folded(new Expression.Operation("-", zero, factor()), zero);
        }
        throw SuiteQl.invalid("Invalid or unsupported search. Near: " + token.text());
    }

    private Expression word(String word) {
        if (word.equals("NULL")) {
            return new Expression.Constant(null);
        }
        if (word.equals("SYSDATE")) {
            return new Expression.Constant(names.now());
        }
        if (parser.accept("(")) {
            return call(word);
        }
        if (parser.accept(".")) {
            String name = parser.next().text();
            if (word.equals("BUILTIN")) {
                if (!name.equals("DF")) {
                    throw SuiteQl.invalid("Invalid or unsupported search. Near: " + name);
                }
                parser.expect("(");
                if (!(read() instanceof Expression.Column column)) {
                    throw SuiteQl.invalid("Invalid or unsupported search. Near: BUILTIN.DF");
                }
                parser.expect(")");
                return new Expression.Display(column, names);
            }
            return column(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        }
        return column("", word.toLowerCase(Locale.ROOT));
    }

    private Expression call(String function) {
        if (Expression.Aggregate.KNOWN.contains(function)) {
            boolean distinct = parser.accept("DISTINCT");
            Expression argument =
                    parser.accept("*") ? new Expression.Constant(BigDecimal.ONE) : read();
            parser.expect(")");
            return new Expression.Aggregate(function, distinct, argument);
        }
        if (!Expression.Call.KNOWN.contains(function)) {
            throw SuiteQl.invalid("Function '" + function + "' was not found.");
        }
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(read());
        } while (parser.accept(","));
        parser.expect(")");
        return folded(
                new Expression.Call(function, arguments), arguments.toArray(Expression[]::new));
    }

    // What depends on no row is worked out once.
    private static Expression folded(Expression expression, Expression... parts) {
        boolean constant = true;
        for (Expression part : parts) {
            constant &= part instanceof Expression.Constant;
        }
        if (expression instanceof Expression.Operation operation) {
            constant &= operation.right() instanceof Expression.Constant;
        }
        return constant ? new Expression.Constant(expression.value(NO_LINE)) : expression;
    }

    private Expression column(String qualifier, String name) {
        List<Query.Source> sources = parser.sources();
        int found = -1;
        for (int i = 0; i < sources.size(); i++) {
            Query.Source source = sources.get(i);
            boolean meant = qualifier.isEmpty() || source.alias().equals(qualifier);
            if (meant && source.table().has(name)) {
                if (found >= 0) {
                    throw SuiteQl.invalid("Field '" + name + "' is ambiguous.");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw SuiteQl.invalid("Field '" + name + "' not found.");
        }
        return new Expression.Column(found, name);
    }
}
