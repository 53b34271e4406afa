package io.storeledger.enricher;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.ServiceMain;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// The enricher as a process of its own.
public final class EnricherMain {
    private EnricherMain() {}

    /// Starts it.
    ///
    /// @param args the configuration file
    public static void main(String[] args) {
        ServiceMain.run(
                args,
                (file, metrics) -> {
                    Settings root = Sections.root(file);
                    var config = EnricherConfig.read(root);
                    var kafka =
                            new KafkaClients(KafkaConfig.readCluster(root.section("kafka")))
                                    .measuredBy(metrics);
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
