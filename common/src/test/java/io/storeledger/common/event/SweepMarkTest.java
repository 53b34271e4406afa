package io.storeledger.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.event.SweepMark.Hole;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepMarkTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration FETCHING = Duration.ofMinutes(15);

    @Test
    void allWasHeardOfUntilItWasWritten() {
        assertThat(heard(mark(null), AT.minusSeconds(1))).isEqualTo(AT.minusSeconds(1));
        assertThat(heard(mark(null), AT.plusSeconds(7200))).isEqualTo(AT);
    }

    @Test
    void nothingSinceTheBeginningOfAHoleThatIsOpen() {
        Instant began = AT.minusSeconds(7200);

        assertThat(heard(mark(new Hole(began, null)), AT)).isEqualTo(began);
        assertThat(heard(mark(new Hole(began, null)), began.minusSeconds(1)))
                .isEqualTo(began.minusSeconds(1));
    }

    @Test
    void whatWasToldOfAHoleHasTimeToBeFetched() {
        Instant began = AT.minusSeconds(7200);
        Instant closed = AT.minusSeconds(1800);
        SweepMark mark = mark(new Hole(began, closed));

        assertThat(heard(mark, closed.plus(FETCHING).minusSeconds(1))).isEqualTo(began);
        assertThat(heard(mark, closed.plus(FETCHING))).isEqualTo(closed.plus(FETCHING));
    }

    @Test
    void keepsItsHoleWhenItIsWrittenAgain() {
        var hole = new Hole(AT.minusSeconds(7200), AT);

        assertThat(mark(hole).again(AT.plusSeconds(60))).isEqualTo(mark(AT.plusSeconds(60), hole));
    }

    private static Instant heard(SweepMark mark, Instant time) {
        return mark.heardUpTo(time, FETCHING);
    }

    private static SweepMark mark(@Nullable Hole hole) {
        return mark(AT, hole);
    }

    private static SweepMark mark(Instant at, @Nullable Hole hole) {
        return new SweepMark("main", "abc", "sweeps", Kind.ORDER, AT, AT, null, 3, at, hole);
    }
}
