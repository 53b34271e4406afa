package io.storeledger.ingress.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AnswerWindowTest {
    private final MovableClock clock = new MovableClock();
    private final AnswerWindow window = new AnswerWindow(clock);

    @Test
    void hasNoRatioWithoutDeliveries() {
        assertThat(window.ratio()).isNaN();
        assertThat(window.requests()).isZero();
    }

    @Test
    void countsTheLastTwoMinutesOnly() {
        for (int second = 0; second < 100; second++) {
            window.answered(second >= 20);
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(window.requests()).isEqualTo(100);
        assertThat(window.ratio()).isEqualTo(0.8);

        clock.move(Duration.ofSeconds(40));

        assertThat(window.requests()).isEqualTo(79);
        assertThat(window.ratio()).isEqualTo(1.0);

        clock.move(Duration.ofMinutes(3));
        window.answered(false);

        assertThat(window.requests()).isEqualTo(1);
        assertThat(window.ratio()).isZero();
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
