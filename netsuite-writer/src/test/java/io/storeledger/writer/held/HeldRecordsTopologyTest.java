package io.storeledger.writer.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Pins the topology. A change of names or order strands the state that running instances keep on
/// disk: if it is meant, change the expected text, and say in the CHANGELOG that the view is built
/// anew from the topic at the next start.
class HeldRecordsTopologyTest {

    @Test
    void isNotChangedByAccident() throws IOException {
        String described =
                HeldRecordsTopology.build("netsuite.records", (key, partition, offset) -> {})
                        .describe()
                        .toString();

        try (var expected = getClass().getResourceAsStream("expected-topology.txt")) {
            assertThat(described.strip())
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
