package io.storeledger.console.reconcile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// What is reconciled: what the store took from one second to another, both included.
///
/// @param from its begin
/// @param to its end
public record Period(Instant from, Instant to) {
    /// Cuts both to the second, as the store's lists do.
    ///
    /// @throws IllegalArgumentException that says what would be right
    public Period {
        from = from.truncatedTo(ChronoUnit.SECONDS);
        to = to.truncatedTo(ChronoUnit.SECONDS);
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(
                    "the period would end (%s) before it begins (%s); swap them"
                            .formatted(to, from));
        }
        if (from.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException(
                    "the period would begin (%s) before there were stores; name a later time"
                            .formatted(from));
        }
    }

    /// Reads days, or times with their zone; days are UTC's, the last one included. What lies in
    /// the future is cut off.
    ///
    /// @param to empty for now
    /// @throws IllegalArgumentException that says what would be right
    static Period parse(String from, String to, Instant now) {
        Instant end = to.isEmpty() ? now : time(to, true);
        return new Period(time(from, false), end.isAfter(now) ? now : end);
    }

    boolean includes(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    private static Instant time(String text, boolean end) {
        try {
            if (text.contains("T")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            LocalDate day = LocalDate.parse(text);
            return end
                    ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1)
                    : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" should be a day such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z"
                            .formatted(text),
                    e);
        }
    }
}
