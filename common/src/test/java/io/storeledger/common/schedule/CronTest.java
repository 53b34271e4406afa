package io.storeledger.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * * *          | 2026-03-01T10:00:30Z | 2026-03-01T10:01Z
                    */15 * * * *       | 2026-03-01T10:00Z    | 2026-03-01T10:15Z
                    5/20 * * * *       | 2026-03-01T10:26Z    | 2026-03-01T10:45Z
                    0 6-8,22 * * *     | 2026-03-01T08:00Z    | 2026-03-01T22:00Z
                    30 2 * * *         | 2026-12-31T02:30Z    | 2027-01-01T02:30Z
                    0 0 29 2 *         | 2026-03-01T10:00Z    | 2028-02-29T00:00Z
                    0 9 * * 1-5        | 2026-03-06T09:00Z    | 2026-03-09T09:00Z
                    0 9 * * 7          | 2026-03-02T09:00Z    | 2026-03-08T09:00Z
                    0 9 * * 0          | 2026-03-02T09:00Z    | 2026-03-08T09:00Z
                    0 0 1 * 1          | 2026-03-03T00:00Z    | 2026-03-09T00:00Z
                    0 0 13 1-12/6 *    | 2026-02-01T00:00Z    | 2026-07-13T00:00Z
                    """)
    void namesTheNextTime(String expression, ZonedDateTime after, ZonedDateTime next) {
        assertThat(Cron.parse(expression).next(after.withZoneSameInstant(ZoneOffset.UTC)))
                .isEqualTo(next.withZoneSameInstant(ZoneOffset.UTC));
    }

    @Test
    void followsTheClockOfItsZone() {
        ZoneId london = ZoneId.of("Europe/London");
        Schedule daily = Schedule.parse("30 1 * * *", london);

        // the clock goes from 1:00 to 2:00 on that day
        Instant next = daily.next(Instant.parse("2026-03-28T12:00:00Z"));

        assertThat(next).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(daily.next(next)).isEqualTo("2026-03-30T00:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "1, * * * *",
                "0 0 31 2 *"
            })
    void refusesWhatItDoesNotUnderstand(String expression) {
        assertThatThrownBy(() -> Cron.parse(expression))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIntervalIsCountedFromTheBeginning() {
        assertThat(Schedule.parse("5m", ZoneOffset.UTC))
                .isEqualTo(new Schedule.Every(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> Schedule.parse("0s", ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
