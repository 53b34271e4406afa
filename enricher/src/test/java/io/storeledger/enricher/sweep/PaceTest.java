package io.storeledger.enricher.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void takesHalfOfTheStoresQuota() {
        var pace = new Pace(OptionalDouble.empty());

        assertThat(pace.of(50, OptionalDouble.of(5))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void isBoundedWhereTheStoreTellsNoQuota() {
        var pace = new Pace(OptionalDouble.empty());

        assertThat(pace.of(50, OptionalDouble.empty())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void isWhatItWasToldToBe() {
        var pace = new Pace(OptionalDouble.of(0.5));

        assertThat(pace.of(1, OptionalDouble.of(5))).isEqualTo(Duration.ofSeconds(2));
    }
}
