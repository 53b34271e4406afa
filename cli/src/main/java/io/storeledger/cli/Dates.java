package io.storeledger.cli;

import io.storeledger.common.config.ConfigException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Dates and times as people write them on the command line, in UTC unless they say otherwise.
final class Dates {
    private Dates() {}

    /// The time that is said; of a day its begin.
    static Instant begin(String text) {
        return read(text, false);
    }

    /// The time that is said; of a day its last second.
    static Instant end(String text) {
        return read(text, true);
    }

    private static Instant read(String text, boolean end) {
        try {
            if (!text.contains("T")) {
                LocalDate day = LocalDate.parse(text);
                return end
                        ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1)
                        : day.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new ConfigException(
                    "the command line",
                    List.of(
                            "\"%s\" should be a date such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z"
                                    .formatted(text)));
        }
    }
}
