package io.storeledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.ingress.KafkaGate.Stand;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KafkaGateTest {
    private final KafkaGate gate = new KafkaGate();

    @Test
    void letsEverybodyThroughWhileKafkaAnswers() {
        assertThat(gate.enter()).isNotNull();
        assertThat(gate.enter()).isNotNull();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void letsOneProbeThroughAtATimeWhenShut() {
        gate.failed(pass(), "timeout");

        Stand probe = pass();
        assertThat(gate.enter()).isNull();
        gate.failed(probe, "timeout");

        assertThat(gate.enter()).isNotNull();
        assertThat(gate.enter()).isNull();
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void opensWhenTheProbeIsAnswered() {
        gate.failed(pass(), "timeout");
        assertThat(gate.enter()).isNotNull();

        gate.answered();

        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.enter()).isNotNull();
    }

    @Test
    void letsNoSecondProbeThroughWhenAnOlderRequestFailsLate() {
        Stand early = pass();
        Stand late = pass();
        gate.failed(early, "timeout");
        assertThat(gate.enter()).isNotNull();

        gate.failed(late, "timeout");

        assertThat(gate.enter()).isNull();
    }

    @Test
    void staysOpenWhenARequestOfAnEarlierOutageFailsLate() {
        Stand first = pass();
        gate.failed(first, "timeout");
        gate.answered();

        gate.failed(first, "timeout");

        assertThat(gate.isOpen()).isTrue();
    }

    private Stand pass() {
        return Objects.requireNonNull(gate.enter(), "may pass");
    }
}
