package io.storeledger.sandbox.bigcommerce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The two ways BigCommerce writes a time: v2 as RFC 2822, v3 as ISO 8601.
final class Dates {
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final List<Function<String, Instant>> READERS =
            List.of(
                    text -> OffsetDateTime.parse(text, RFC_2822).toInstant(),
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                    text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
                    text ->
                            OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());

    private Dates() {}

    static String rfc2822(Instant time) {
        return RFC_2822.format(time.atOffset(ZoneOffset.UTC));
    }

    static String iso(Instant time) {
        return ISO.format(time.atOffset(ZoneOffset.UTC));
    }

    static Optional<Instant> read(String text) {
        for (Function<String, Instant> reader : READERS) {
            try {
                return Optional.of(reader.apply(text));
            } catch (DateTimeParseException e) {
                // the next one may know the form
            }
        }
        return Optional.empty();
    }
}
