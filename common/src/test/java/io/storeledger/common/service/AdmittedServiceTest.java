package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class AdmittedServiceTest {
    private final AtomicBoolean admitted = new AtomicBoolean();

    /// A start-up probe that failed meanwhile would have it killed again and again.
    @Test
    void hasStartedWhileItWaitsForKafkaAndSaysSoInItsReadiness() {
        try (var service =
                AdmittedService.start(
                        "writer",
                        new SimpleMeterRegistry(),
                        () -> {
                            if (!admitted.get()) {
                                throw new KafkaException("Kafka does not answer.");
                            }
                            return new Restoring();
                        },
                        Duration.ofMillis(10))) {
            assertThat(service.waitingFor()).contains("Kafka does not answer.");
            assertThat(service.starting()).isEmpty();
            assertThat(service.broken()).isEmpty();

            admitted.set(true);

            await().until(() -> service.starting().equals(Optional.of("reads its view")));
        }
    }

    private static final class Restoring implements Service {
        @Override
        public String name() {
            return "writer";
        }

        @Override
        public Optional<String> waitingFor() {
            return Optional.of("reads its view");
        }

        @Override
        public Optional<String> broken() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
