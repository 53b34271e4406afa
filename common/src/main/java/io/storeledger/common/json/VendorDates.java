package io.storeledger.common.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// BigCommerce's dates: RFC-2822 in v2 (`Tue, 05 Mar 2019 21:40:11 +0000`), ISO-8601 in v3, `""`
/// for unset.
public final class VendorDates {
    private static final List<DateTimeFormatter> FORMATS =
            List.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    private VendorDates() {}

    /// The time that a text says; empty if it says none.
    public static Optional<Instant> parse(String text) {
        for (DateTimeFormatter format : FORMATS) {
            try {
                return Optional.of(OffsetDateTime.parse(text, format).toInstant());
            } catch (DateTimeException e) {
                // the other format, or none
            }
        }
        return Optional.empty();
    }
}
