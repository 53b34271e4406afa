package io.storeledger.common.schedule;

import io.storeledger.common.config.Durations;
import io.storeledger.common.config.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// When something is done again.
public sealed interface Schedule {
    /// When it is due after it was done last.
    Instant next(Instant last);

    /// So long after each beginning.
    record Every(Duration interval) implements Schedule {
        public Every {
            if (!interval.isPositive()) {
                throw new IllegalArgumentException("an interval is longer than nothing");
            }
        }

        @Override
        public Instant next(Instant last) {
            return last.plus(interval);
        }
    }

    /// At the times that a cron expression names.
    record At(Cron cron, ZoneId zone) implements Schedule {
        @Override
        public Instant next(Instant last) {
            return cron.next(last.atZone(zone)).toInstant();
        }
    }

    /// Reads a section's `schedule` and `timeZone`; faults are noted in it.
    static Schedule read(Settings settings, String standard) {
        String text = settings.string("schedule", standard);
        String zone = settings.string("timeZone", "UTC");
        ZoneId id = ZoneOffset.UTC;
        try {
            id = ZoneId.of(zone);
        } catch (DateTimeException e) {
            settings.fault(
                    "timeZone", "\"%s\" should be a zone such as Europe/London".formatted(zone));
        }
        try {
            return parse(text, id);
        } catch (IllegalArgumentException e) {
            settings.fault(
                    "schedule",
                    "\"%s\" should be an interval such as 5m or a cron expression such as"
                                    .formatted(text)
                            + " */10 * * * *; this one "
                            + e.getMessage());
            return parse(standard, id);
        }
    }

    /// Reads `5m` or a cron expression of five fields.
    ///
    /// @throws IllegalArgumentException that says what would be right
    static Schedule parse(String text, ZoneId zone) {
        return Durations.parse(text)
                .<Schedule>map(Every::new)
                .orElseGet(() -> new At(Cron.parse(text), zone));
    }
}
