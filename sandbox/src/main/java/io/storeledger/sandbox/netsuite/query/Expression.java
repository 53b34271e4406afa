package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A column, or a function of one: `UPPER`, `LOWER`, `TO_CHAR` with a format, `BUILTIN.DF`,
/// `COUNT(*)`.
///
/// @param column in lower case, "*" for `COUNT(*)`
record Expression(Kind kind, String column, String format) {
    private static final Pattern COLUMN = Pattern.compile("(?:\\w+\\.)?(\\w+)");
    private static final Pattern CALL =
            Pattern.compile("(?i)(UPPER|LOWER|TO_CHAR|BUILTIN\\.DF|COUNT)\\s*\\((.+)\\)");

    enum Kind {
        PLAIN,
        UPPER,
        LOWER,
        TO_CHAR,
        DISPLAY,
        COUNT
    }

    static Expression of(String text, Set<String> columns) {
        Matcher call = CALL.matcher(text.strip());
        if (!call.matches()) {
            return new Expression(Kind.PLAIN, column(text, columns), "");
        }
        String argument = call.group(2).strip();
        return switch (call.group(1).toUpperCase(Locale.ROOT)) {
            case "UPPER" -> new Expression(Kind.UPPER, column(argument, columns), "");
            case "LOWER" -> new Expression(Kind.LOWER, column(argument, columns), "");
            case "BUILTIN.DF" -> new Expression(Kind.DISPLAY, column(argument, columns), "");
            case "COUNT" -> new Expression(Kind.COUNT, "*", "");
            default -> {
                String[] parts = argument.split(",", 2);
                String format = parts.length < 2 ? "'DD/MM/YYYY'" : parts[1].strip();
                yield new Expression(
                        Kind.TO_CHAR,
                        column(parts[0], columns),
                        format.substring(1, format.length() - 1));
            }
        };
    }

    /// The value as text, or null. Times stay ISO instants unless a function formats them.
    @Nullable String value(ObjectNode row) {
        if (!row.hasNonNull(column)) {
            return null;
        }
        String plain = Json.text(row, column);
        return switch (kind) {
            case UPPER -> plain.toUpperCase(Locale.ROOT);
            case LOWER -> plain.toLowerCase(Locale.ROOT);
            case TO_CHAR ->
                    SuiteDates.instant(plain)
                            .map(time -> SuiteDates.toChar(time, format))
                            .orElse(plain);
            case PLAIN, DISPLAY, COUNT -> plain;
        };
    }

    /// The name that the column has in an answer without an alias.
    String name(int position) {
        return kind == Kind.PLAIN ? column : "expr" + position;
    }

    private static String column(String text, Set<String> columns) {
        Matcher matcher = COLUMN.matcher(text.strip());
        if (!matcher.matches()) {
            throw SuiteQl.invalid("Invalid or unsupported search. Near: " + text.strip());
        }
        String column = matcher.group(1).toLowerCase(Locale.ROOT);
        if (!columns.contains(column)) {
            throw SuiteQl.invalid("Field '" + column + "' not found.");
        }
        return column;
    }
}
