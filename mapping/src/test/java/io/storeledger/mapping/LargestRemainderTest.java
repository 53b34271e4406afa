package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {

    @Test
    void theUnitsThatAreMissingGoToThoseThatLostMost() {
        assertThat(LargestRemainder.round(units("33.4", "33.3", "33.3"), 100))
                .contains(List.of(34L, 33L, 33L));
        assertThat(LargestRemainder.round(units("10", "-0.4", "0.4"), 10))
                .contains(List.of(10L, 0L, 0L));
    }

    @Test
    void aTotalOutOfReachIsNotReached() {
        assertThat(LargestRemainder.round(units("1.5", "1.5"), 5)).isEmpty();
        assertThat(LargestRemainder.round(units("1.5", "1.5"), 1)).isEmpty();
        assertThat(LargestRemainder.round(List.of(), 0)).contains(List.of());
    }

    @Test
    void sharesAddUpExactly() {
        List<BigDecimal> shares =
                LargestRemainder.spread(BigDecimal.TEN, units("1", "1", "1", "0"));
        assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("10");
        assertThat(shares.getLast()).isZero();
    }

    private static List<BigDecimal> units(String... units) {
        return Stream.of(units).map(BigDecimal::new).toList();
    }
}
