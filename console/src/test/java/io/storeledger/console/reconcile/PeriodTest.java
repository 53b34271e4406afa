package io.storeledger.console.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final Instant NOW = Instant.parse("2026-02-10T12:00:00.5Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-01-31, 2026-02-01, 2026-01-31T00:00:00Z, 2026-02-01T23:59:59Z",
                "2026-01-31, '', 2026-01-31T00:00:00Z, 2026-02-10T12:00:00Z",
                "2026-01-31, 2026-02-10, 2026-01-31T00:00:00Z, 2026-02-10T12:00:00Z",
                "2026-01-31T01:00:00+01:00, 2026-02-01T00:00:00Z, 2026-01-31T00:00:00Z,"
                        + " 2026-02-01T00:00:00Z",
            })
    void readsDaysAsThoseOfUtcAndEndsNow(String from, String to, Instant begin, Instant end) {
        assertThat(Period.parse(from, to, NOW)).isEqualTo(new Period(begin, end));
    }

    @Test
    void saysWhatADayLooksLike() {
        assertThatThrownBy(() -> Period.parse("soon", "", NOW))
                .hasMessageContaining("\"soon\" should be a day such as 2026-01-31");
        assertThatThrownBy(() -> Period.parse("2026-02-01", "2026-01-01", NOW))
                .hasMessageContaining("swap them");
    }
}
