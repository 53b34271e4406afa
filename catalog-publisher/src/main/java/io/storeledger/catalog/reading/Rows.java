package io.storeledger.catalog.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// SuiteQL's ways: columns in lower case, numbers as text, absent for null, times without a zone.
final class Rows {
    /// As the role's user must be set to UTC, so are the times.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Rows() {}

    static Optional<String> text(ObjectNode row, String column) {
        return Optional.of(row.path(column.toLowerCase(Locale.ROOT)).asString(""))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    static Optional<BigDecimal> number(ObjectNode row, String column) {
        // without its zeros at the end: 19.10 and 19.1 are no difference
        return text(row, column)
                .filter(text -> text.matches("-?(\\d+\\.?\\d*|\\.\\d+)"))
                .map(text -> new BigDecimal(text).stripTrailingZeros());
    }

    static long id(ObjectNode row, String column) {
        return number(row, column).map(BigDecimal::longValueExact).orElse(0L);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /// Ids for an IN, which can be nothing but numbers.
    static String list(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
