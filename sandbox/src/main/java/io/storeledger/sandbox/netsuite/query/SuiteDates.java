package io.storeledger.sandbox.netsuite.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Times in queries: rows hold ISO instants, a bare column shows the user's display format.
final class SuiteDates {
    private static final DateTimeFormatter DISPLAY =
            DateTimeFormatter.ofPattern("d/M/yyyy", Locale.ROOT);

    private SuiteDates() {}

    static Optional<Instant> instant(String text) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}T.*Z")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String display(Instant time) {
        return DISPLAY.format(time.atOffset(ZoneOffset.UTC));
    }

    static String toChar(Instant time, String oracleFormat) {
        return formatter(oracleFormat).format(time.atOffset(ZoneOffset.UTC));
    }

    /// The time that an ISO text means, with or without a time of day; null if it means none.
    static @Nullable Instant ofText(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The instant that a text in this format means.
    static Instant parse(String text, String oracleFormat) {
        try {
            TemporalAccessor read =
                    formatter(oracleFormat)
                            .parseBest(
                                    text,
                                    OffsetDateTime::from,
                                    LocalDateTime::from,
                                    LocalDate::from);
            Instant instant =
                    switch (read) {
                        case OffsetDateTime time -> time.toInstant();
                        case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                        case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
                        default -> throw new DateTimeException("no time in " + text);
                    };
            return instant;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw SuiteQl.invalid("Date format picture '" + oracleFormat + "' does not fit.");
        }
    }

    private static DateTimeFormatter formatter(String oracleFormat) {
        String pattern =
                oracleFormat
                        .replace("\"", "'")
                        .replace("YYYY", "yyyy")
                        .replace("DD", "dd")
                        .replace("HH24", "HH")
                        .replace("MI", "mm")
                        .replace("SS", "ss")
                        .replace("FF3", "SSS")
                        .replace("TZH:TZM", "XXX");
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
}
