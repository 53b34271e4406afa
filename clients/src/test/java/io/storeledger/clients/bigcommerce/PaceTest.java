package io.storeledger.clients.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void takesItsShareOfTheStoresQuota() {
        var pace = Pace.share(0.5);

        assertThat(pace.of(50, OptionalDouble.of(5))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void isBoundedWhereTheStoreTellsNoQuota() {
        var pace = Pace.share(0.5);

        assertThat(pace.of(50, OptionalDouble.empty())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void isWhatItWasToldToBe() {
        var pace = Pace.told(0.5);

        assertThat(pace.of(1, OptionalDouble.of(5))).isEqualTo(Duration.ofSeconds(2));
    }
}
