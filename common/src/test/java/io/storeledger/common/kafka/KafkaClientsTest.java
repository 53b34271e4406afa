package io.storeledger.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
    @Test
    void topicsOfKafkaStreamsHaveAsManyReplicasAsTheOthers() {
        assertThat(streams(3)).containsEntry("replication.factor", "3");
        assertThat(streams(0)).containsEntry("replication.factor", "-1");
        assertThat(streams(0))
                .containsEntry("application.id", "acme.untold")
                .containsEntry("state.dir", Path.of("data", "streams").toString());
    }

    private static Map<String, Object> streams(int replication) {
        return new KafkaClients(
                        new KafkaConfig(
                                Optional.of("x:1"),
                                Map.of(),
                                "",
                                "acme.",
                                6,
                                replication,
                                Optional.empty()))
                .streams("untold", "acme.untold", Path.of("data"));
    }
}
