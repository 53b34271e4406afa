package io.storeledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenIdsTest {

    @Test
    void remembersTheNewestAndForgetsTheOldest() {
        var seen = new SeenIds(10);

        for (int i = 0; i < 100; i++) {
            seen.add("id-" + i);
            assertThat(seen.contains("id-" + i)).isTrue();
            assertThat(seen.contains("id-" + Math.max(0, i - 4))).isTrue();
        }

        assertThat(seen.contains("id-0")).isFalse();
        assertThat(seen.contains("id-89")).isFalse();
        assertThat(seen.contains("another")).isFalse();
    }
}
