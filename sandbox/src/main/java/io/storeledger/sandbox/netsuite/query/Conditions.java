package io.storeledger.sandbox.netsuite.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the conditions of a query.
final class Conditions {
    private final Parser parser;
    private final Expressions expressions;

    Conditions(Parser parser, Expressions expressions) {
        this.parser = parser;
        this.expressions = expressions;
    }

    Condition read() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(both());
        } while (parser.accept("OR"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
    }

    private Condition both() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(one());
        } while (parser.accept("AND"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    private Condition one() {
        if (parser.accept("NOT")) {
            return new Condition.Not(one());
        }
        if (parser.accept("(")) {
            Condition inside = read();
            parser.expect(")");
            return inside;
        }
        Expression left = expressions.read();
        if (parser.accept("IS")) {
            boolean negated = parser.accept("NOT");
            parser.expect("NULL");
            return new Condition.IsNull(left, negated);
        }
        boolean negated = parser.accept("NOT");
        if (parser.accept("IN")) {
            return new Condition.In(left, values(), negated);
        }
        if (parser.accept("LIKE")) {
            return Condition.Like.of(left, Values.text(expressions.constant()), negated);
        }
        if (parser.accept("BETWEEN")) {
            Condition from = new Condition.Compared(left, ">=", expressions.read());
            parser.expect("AND");
            Condition to = new Condition.Compared(left, "<=", expressions.read());
            Condition between = new Condition.And(List.of(from, to));
            return negated ? new Condition.Not(between) : between;
        }
        String operator = parser.next().text();
        if (negated || !Set.of("=", "<>", "!=", ">", "<", ">=", "<=").contains(operator)) {
            throw SuiteQl.invalid("Invalid or unsupported search. Near: " + operator);
        }
        Expression right = expressions.read();
        return new Condition.Compared(
                left, operator, operator.contains("=") ? right : Expressions.asNumber(right));
    }

    private Set<String> values() {
        Set<String> values = new HashSet<>();
        parser.expect("(");
        if (parser.peek().is("SELECT")) {
            values.addAll(parser.subSelect());
        } else {
            do {
                values.add(Values.text(expressions.constant()));
            } while (parser.accept(","));
        }
        parser.expect(")");
        return values;
    }
}
