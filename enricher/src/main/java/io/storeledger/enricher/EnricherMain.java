package io.storeledger.enricher;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.ServiceMain;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// The enricher as a process of its own.
public final class EnricherMain {
    private EnricherMain() {}

    /// @param args the configuration file
    public static void main(String[] args) {
        ServiceMain.run(
                args,
                (file, metrics) -> {
                    var config = EnricherConfig.read(file.root());
                    var kafka = new KafkaClients(KafkaConfig.read(file.root().section("kafka")));
                    file.check();
                    kafka.requireReachable();
                    return new EnricherApp(
                            config,
                            kafka,
                            Clock.systemUTC(),
                            RandomGenerator.getDefault(),
                            metrics);
                });
    }
}
