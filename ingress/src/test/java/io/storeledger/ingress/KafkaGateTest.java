package io.storeledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.ingress.KafkaGate.Stand;
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
        gate.failed(gate.enter(), "timeout");

        Stand probe = gate.enter();
        assertThat(probe).isNotNull();
        assertThat(gate.enter()).isNull();
        gate.failed(probe, "timeout");

        assertThat(gate.enter()).isNotNull();
        assertThat(gate.enter()).isNull();
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void opensWhenTheProbeIsAnswered() {
        gate.failed(gate.enter(), "timeout");
        assertThat(gate.enter()).isNotNull();

        gate.answered();

        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.enter()).isNotNull();
    }

    @Test
    void letsNoSecondProbeThroughWhenAnOlderRequestFailsLate() {
        Stand early = gate.enter();
        Stand late = gate.enter();
        gate.failed(early, "timeout");
        assertThat(gate.enter()).isNotNull();

        gate.failed(late, "timeout");

        assertThat(gate.enter()).isNull();
    }

    @Test
    void staysOpenWhenARequestOfAnEarlierOutageFailsLate() {
        Stand first = gate.enter();
        gate.failed(first, "timeout");
        gate.answered();

        gate.failed(first, "timeout");

        assertThat(gate.isOpen()).isTrue();
    }
}
