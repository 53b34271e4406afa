package io.storeledger.catalog.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeardOrdersTest {
    @Test
    void takesEverythingForHeardOfWhereNoSweepTells() {
        Instant decided = Instant.parse("2026-03-01T10:00:00Z");
        var heard = new HeardOrders("abc", Optional.empty(), Clock.systemUTC());

        assertThat(heard.upTo(decided, Duration.ofMinutes(15))).isEqualTo(decided);
    }
}
