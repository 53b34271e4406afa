package io.storeledger.common.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class LagTest {
    @Test
    void countsWhatIsNotSettledAndWhatCameSince() {
        String window = OpenOffsets.encode(100, List.of(100L, 107L), 150);

        assertThat(Lag.of(new OffsetAndMetadata(100, window), 160)).isEqualTo(12);
        assertThat(Lag.of(new OffsetAndMetadata(100, window), 150)).isEqualTo(2);
    }

    @Test
    void isTheDistanceToTheEndAfterAPlainCommit() {
        assertThat(Lag.of(new OffsetAndMetadata(100), 160)).isEqualTo(60);
        assertThat(Lag.of(new OffsetAndMetadata(100), 90)).isZero();
    }
}
