package io.storeledger.sandbox.netsuite.query;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/// Compares and shows the values of columns: text, numbers, times.
final class Values {
    /// Nulls come last, as in Oracle.
    static final Comparator<@Nullable Object> ORDER = Values::order;

    private Values() {}

    static int compare(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof Instant x) {
            Instant y = b instanceof Instant time ? time : SuiteDates.ofText(text(b));
            return y == null ? text(a).compareTo(text(b)) : x.compareTo(y);
        }
        if (b instanceof Instant) {
            return -compare(b, a);
        }
        if (a instanceof Number || b instanceof Number) {
            BigDecimal x = decimal(a);
            BigDecimal y = decimal(b);
            if (x != null && y != null) {
                return x.compareTo(y);
            }
        }
        return text(a).compareTo(text(b));
    }

    static @Nullable BigDecimal decimal(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number;
            case Long number -> BigDecimal.valueOf(number);
            default -> Json.decimalOrNull(StringNode.valueOf(text(value)));
        };
    }

    /// The value as text, the same for equal numbers; a time as an ISO instant.
    static String text(Object value) {
        return value instanceof BigDecimal number ? plain(number) : value.toString();
    }

    /// The value as an answer shows it: a time as a date in the user's format.
    static String shown(Object value) {
        return value instanceof Instant time ? SuiteDates.display(time) : text(value);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static int order(@Nullable Object a, @Nullable Object b) {
        if (a == null) {
            return b == null ? 0 : 1;
        }
        return b == null ? -1 : compare(a, b);
    }
}
