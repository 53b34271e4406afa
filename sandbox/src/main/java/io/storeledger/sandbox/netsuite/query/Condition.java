package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// One of the conditions that `AND` joins.
///
/// @param operator `IN`, `NOT IN`, `IS NULL`, `IS NOT NULL`, `LIKE` or a comparison
record Condition(Expression left, String operator, List<String> operands) {
    private static final Pattern IS = Pattern.compile("(?is)(.+?)\\s+IS\\s+(NOT\\s+)?NULL");
    private static final Pattern IN = Pattern.compile("(?is)(.+?)\\s+(NOT\\s+)?IN\\s*\\((.*)\\)");
    private static final Pattern COMPARED =
            Pattern.compile("(?is)(.+?)\\s*(>=|<=|<>|!=|=|>|<|\\bLIKE\\b)\\s*(.+)");
    private static final Pattern TIME =
            Pattern.compile(
                    "(?is)TO_(?:DATE|TIMESTAMP|TIMESTAMP_TZ)\\s*\\((.+?),\\s*'(.+)'\\s*\\)");

    static Condition of(String text, Set<String> columns, Deque<String> parameters) {
        Matcher is = IS.matcher(text);
        if (is.matches()) {
            String operator = is.group(2) == null ? "IS NULL" : "IS NOT NULL";
            return new Condition(Expression.of(is.group(1), columns), operator, List.of());
        }
        Matcher in = IN.matcher(text);
        if (in.matches()) {
            Expression left = Expression.of(in.group(1), columns);
            List<String> operands = new ArrayList<>();
            for (String operand : Parts.split(in.group(3), ",")) {
                operands.add(operand(operand, parameters));
            }
            return new Condition(left, in.group(2) == null ? "IN" : "NOT IN", operands);
        }
        Matcher compared = COMPARED.matcher(text);
        if (!compared.matches()) {
            throw SuiteQl.invalid("Invalid or unsupported search. Near: " + text);
        }
        return new Condition(
                Expression.of(compared.group(1), columns),
                compared.group(2).toUpperCase(Locale.ROOT),
                List.of(operand(compared.group(3), parameters)));
    }

    /// The values that the plain column must have one of; null if it isn't restricted so.
    @Nullable Set<String> among() {
        boolean restricts =
                left.kind() == Expression.Kind.PLAIN
                        && (operator.equals("IN") || operator.equals("="));
        return restricts ? new HashSet<>(operands) : null;
    }

    Predicate<ObjectNode> test() {
        Set<String> set = new HashSet<>(operands);
        return row -> {
            String value = left.value(row);
            if (operator.equals("IS NULL")) {
                return value == null;
            }
            if (value == null) {
                return false;
            }
            return switch (operator) {
                case "IS NOT NULL" -> true;
                case "IN" -> set.contains(value);
                case "NOT IN" -> !set.contains(value);
                case "LIKE" -> value.matches(like(operands.getFirst()));
                case "=" -> order(value, operands.getFirst()) == 0;
                case "<>", "!=" -> order(value, operands.getFirst()) != 0;
                case ">" -> order(value, operands.getFirst()) > 0;
                case "<" -> order(value, operands.getFirst()) < 0;
                case ">=" -> order(value, operands.getFirst()) >= 0;
                default -> order(value, operands.getFirst()) <= 0;
            };
        };
    }

    /// Numbers by value, all else by text.
    static int order(String a, String b) {
        BigDecimal left = Json.decimalOrNull(StringNode.valueOf(a));
        BigDecimal right = Json.decimalOrNull(StringNode.valueOf(b));
        return left == null || right == null ? a.compareTo(b) : left.compareTo(right);
    }

    private static String operand(String text, Deque<String> parameters) {
        String operand = text.strip();
        Matcher time = TIME.matcher(operand);
        if (time.matches()) {
            return SuiteDates.parse(operand(time.group(1), parameters), time.group(2));
        }
        if (operand.equals("?")) {
            if (parameters.isEmpty()) {
                throw SuiteQl.invalid("The number of parameters does not match.");
            }
            return parameters.removeFirst();
        }
        if (operand.matches("(?s)'.*'")) {
            return operand.substring(1, operand.length() - 1).replace("''", "'");
        }
        if (operand.matches("-?\\d+(\\.\\d+)?")) {
            return operand;
        }
        throw SuiteQl.invalid("Invalid or unsupported search. Near: " + operand);
    }

    private static String like(String pattern) {
        return "(?s)" + Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
    }
}
