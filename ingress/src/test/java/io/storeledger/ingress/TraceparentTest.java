package io.storeledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
    private static final String GOOD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03";

    @Test
    void keepsAValidOne() {
        assertThat(Traceparent.of(GOOD)).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01"
            })
    void startsANewTraceOtherwise(String received) {
        String started = Traceparent.of(received);

        assertThat(started).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(Traceparent.of(started)).isEqualTo(started);
        assertThat(Traceparent.of(received)).isNotEqualTo(started);
    }
}
