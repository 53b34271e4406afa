package io.storeledger.enricher;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.AdmittedService;
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
                "enricher",
                args,
                EnricherConfig::read,
                (file, metrics, tracing) -> {
                    Settings root = Sections.root(file);
                    var config = EnricherConfig.read(root);
                    var kafka =
                            new KafkaClients(
                                            KafkaConfig.readCluster(root.section("kafka")), tracing)
                                    .measuredBy(metrics);
                    file.check();
                    return AdmittedService.start(
                            KafkaAccess.ENRICHER.service(),
                            metrics,
                            () -> {
                                kafka.requireReachable();
                                return new EnricherApp(
                                        config,
                                        kafka,
                                        Clock.systemUTC(),
                                        RandomGenerator.getDefault(),
                                        metrics);
                            });
                });
    }
}
