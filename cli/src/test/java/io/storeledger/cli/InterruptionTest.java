package io.storeledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final StringWriter out = new StringWriter();

    @Test
    void saysHowToGoOnWhereWhatRunsDoesNotComeToItsEnd() {
        try (var interruption = new Interruption(new PrintWriter(out), "Go on with x.")) {
            interruption.end(Duration.ofMillis(1));

            assertThat(interruption.stop().getCount()).isZero();
            assertThat(out.toString().lines()).contains("Go on with x.");
        }
    }

    @Test
    void leavesTheLastWordToWhatCameToItsEnd() {
        var interruption = new Interruption(new PrintWriter(out), "Go on with x.");
        interruption.close();

        interruption.end(Duration.ofMinutes(1));

        assertThat(out.toString()).isEmpty();
    }
}
