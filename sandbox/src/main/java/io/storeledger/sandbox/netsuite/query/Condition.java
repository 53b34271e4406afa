package io.storeledger.sandbox.netsuite.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Something that is true of a row or isn't. What compares with null is not true.
sealed interface Condition {
    /// Whether it is true of this row.
    boolean test(Expression.Line line);

    /// The conditions that all must be true for this one to be.
    default List<Condition> conjuncts() {
        return List.of(this);
    }

    /// All of these.
    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Expression.Line line) {
            return parts.stream().allMatch(part -> part.test(line));
        }

        @Override
        public List<Condition> conjuncts() {
            return parts.stream().flatMap(part -> part.conjuncts().stream()).toList();
        }
    }

    /// One of these.
    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Expression.Line line) {
            return parts.stream().anyMatch(part -> part.test(line));
        }
    }

    /// Not this.
    record Not(Condition part) implements Condition {
        @Override
        public boolean test(Expression.Line line) {
            return !part.test(line);
        }
    }

    /// A comparison of two values.
    record Compared(Expression left, String operator, Expression right) implements Condition {
        @Override
        public boolean test(Expression.Line line) {
            Object a = left.value(line);
            Object b = right.value(line);
            if (a == null || b == null) {
                return false;
            }
            int order = Values.compare(a, b);
            return switch (operator) {
                case "=" -> order == 0;
                case "<>", "!=" -> order != 0;
                case ">" -> order > 0;
                case "<" -> order < 0;
                case ">=" -> order >= 0;
                default -> order <= 0;
            };
        }
    }

    /// Whether the value is one of a list or of a sub-select's.
    record In(Expression left, Set<String> values, boolean negated) implements Condition {
        @Override
        public boolean test(Expression.Line line) {
            Object value = left.value(line);
            return value != null && values.contains(Values.text(value)) != negated;
        }
    }

    /// Whether there is no value.
    record IsNull(Expression left, boolean negated) implements Condition {
        @Override
        public boolean test(Expression.Line line) {
            return (left.value(line) == null) != negated;
        }
    }

    /// Whether the value looks like a pattern.
    record Like(Expression left, Pattern pattern, boolean negated) implements Condition {
        static Like of(Expression left, String text, boolean negated) {
            String pattern = Pattern.quote(text).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
            return new Like(left, Pattern.compile(pattern, Pattern.DOTALL), negated);
        }

        @Override
        public boolean test(Expression.Line line) {
            Object value = left.value(line);
            return value != null && pattern.matcher(Values.text(value)).matches() != negated;
        }
    }

    /// The positions of the tables that an expression reads, or a condition's expressions.
    static Set<Integer> sources(Condition condition) {
        Set<Integer> found = new HashSet<>();
        switch (condition) {
            case And and -> and.parts().forEach(part -> found.addAll(sources(part)));
            case Or or -> or.parts().forEach(part -> found.addAll(sources(part)));
            case Not not -> found.addAll(sources(not.part()));
            case Compared compared -> {
                collect(compared.left(), found);
                collect(compared.right(), found);
            }
            case In in -> collect(in.left(), found);
            case IsNull isNull -> collect(isNull.left(), found);
            case Like like -> collect(like.left(), found);
        }
        return found;
    }

    private static void collect(Expression expression, Set<Integer> found) {
        switch (expression) {
            case Expression.Column column -> found.add(column.source());
            case Expression.Constant _ -> {
                // reads no table
            }
            case Expression.Display display -> found.add(display.column().source());
            case Expression.Call call -> call.arguments().forEach(each -> collect(each, found));
            case Expression.Operation operation -> {
                collect(operation.left(), found);
                collect(operation.right(), found);
            }
            case Expression.Aggregate aggregate -> collect(aggregate.argument(), found);
        }
    }
}
