package io.storeledger.common.schedule;

import io.storeledger.common.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

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

    /// Reads `5m` or a cron expression of five fields.
    ///
    /// @throws IllegalArgumentException that says what would be right
    static Schedule parse(String text, ZoneId zone) {
        return Durations.parse(text)
                .<Schedule>map(Every::new)
                .orElseGet(() -> new At(Cron.parse(text), zone));
    }
}
