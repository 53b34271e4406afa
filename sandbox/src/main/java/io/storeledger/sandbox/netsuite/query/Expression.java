package io.storeledger.sandbox.netsuite.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that has a value in each row of a query.
sealed interface Expression {
    /// The value in this row, or in this group of rows.
    @Nullable Object value(Line line);

    /// The rows of all tables that were joined to one.
    ///
    /// @param rows by the tables' positions in the query; null where an outer join found none
    /// @param group the lines that were grouped to this one, itself included; empty without GROUP
    ///   BY
    record Line(List<@Nullable Row> rows, List<Line> group) {}

    /// A column of one of the query's tables.
    record Column(int source, String name) implements Expression {
        @Override
        public @Nullable Object value(Line line) {
            Row row = line.rows().get(source);
            return row == null ? null : row.get(name);
        }
    }

    /// A value that doesn't depend on rows.
    record Constant(@Nullable Object constant) implements Expression {
        @Override
        public @Nullable Object value(Line line) {
            return constant;
        }
    }

    /// What a reference is called, as `BUILTIN.DF` tells.
    record Display(Column column, Names names) implements Expression {
        @Override
        public @Nullable Object value(Line line) {
            Object value = column.value(line);
            return value == null ? null : names.name(column.name(), Values.text(value));
        }
    }

    /// Knows what the id in a column stands for, and what time it is.
    interface Names {
        String name(String column, String id);

        Instant now();
    }

    /// A function of each row's values.
    record Call(String function, List<Expression> arguments) implements Expression {
        static final Set<String> KNOWN =
                Set.of(
                        "UPPER",
                        "LOWER",
                        "TRIM",
                        "COALESCE",
                        "NVL",
                        "TO_CHAR",
                        "TO_NUMBER",
                        "TO_DATE",
                        "TO_TIMESTAMP",
                        "TO_TIMESTAMP_TZ");

        @Override
        public @Nullable Object value(Line line) {
            if (function.equals("COALESCE") || function.equals("NVL")) {
                for (Expression argument : arguments) {
                    Object value = argument.value(line);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            }
            Object value = arguments.getFirst().value(line);
            if (value == null) {
                return null;
            }
            return switch (function) {
                case "UPPER" -> Values.text(value).toUpperCase(Locale.ROOT);
                case "LOWER" -> Values.text(value).toLowerCase(Locale.ROOT);
                case "TRIM" -> Values.text(value).strip();
                case "TO_NUMBER" -> Values.decimal(value);
                case "TO_CHAR" ->
                        value instanceof Instant time
                                ? SuiteDates.toChar(time, format(line))
                                : Values.text(value);
                default ->
                        value instanceof Instant
                                ? value
                                : SuiteDates.parse(Values.text(value), format(line));
            };
        }

        private String format(Line line) {
            Object format = arguments.size() < 2 ? null : arguments.get(1).value(line);
            return format == null ? "DD/MM/YYYY" : Values.text(format);
        }
    }

    /// `+`, `-`, `*`, `/` or `||`.
    record Operation(String operator, Expression left, Expression right) implements Expression {
        @Override
        public @Nullable Object value(Line line) {
            Object a = left.value(line);
            Object b = right.value(line);
            if (operator.equals("||")) {
                return (a == null ? "" : Values.text(a)) + (b == null ? "" : Values.text(b));
            }
            BigDecimal x = Values.decimal(a);
            BigDecimal y = Values.decimal(b);
            if (x == null || y == null) {
                return null;
            }
            return switch (operator) {
                case "+" -> x.add(y);
                case "-" -> x.subtract(y);
                case "*" -> x.multiply(y);
                default -> y.signum() == 0 ? null : x.divide(y, MathContext.DECIMAL64);
            };
        }
    }

    /// A function of all rows of a group.
    record Aggregate(String function, boolean distinct, Expression argument) implements Expression {
        static final Set<String> KNOWN = Set.of("COUNT", "SUM", "MIN", "MAX");

        @Override
        public @Nullable Object value(Line line) {
            Set<String> seen = new HashSet<>();
            long count = 0;
            BigDecimal sum = null;
            Object least = null;
            Object most = null;
            for (Line each : line.group()) {
                Object value = argument.value(each);
                if (value == null || (distinct && !seen.add(Values.text(value)))) {
                    continue;
                }
                count++;
                least = least == null || Values.compare(value, least) < 0 ? value : least;
                most = most == null || Values.compare(value, most) > 0 ? value : most;
                BigDecimal number = function.equals("SUM") ? Values.decimal(value) : null;
                sum = number == null ? sum : sum == null ? number : sum.add(number);
            }
            return switch (function) {
                case "COUNT" -> count;
                case "SUM" -> sum;
                case "MIN" -> least;
                default -> most;
            };
        }
    }
}
