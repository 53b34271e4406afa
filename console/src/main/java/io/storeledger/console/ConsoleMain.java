package io.storeledger.console;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.AdmittedService;
import io.storeledger.common.service.ServiceMain;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Runs the console as a process of its own.
public final class ConsoleMain {
    private ConsoleMain() {}

    /// Runs until it is told to stop.
    ///
    /// @param args the configuration file
    public static void main(String[] args) {
        ServiceMain.run(
                "console",
                args,
                ConsoleConfig::read,
                (file, registry, tracing) -> {
                    Settings root = Sections.root(file);
                    var kafka =
                            new KafkaClients(
                                            KafkaConfig.readCluster(root.section("kafka")), tracing)
                                    .measuredBy(registry);
                    ConsoleConfig config = ConsoleConfig.read(root);
                    file.check();
                    return AdmittedService.start(
                            KafkaAccess.CONSOLE.service(),
                            registry,
                            () -> {
                                kafka.requireReachable();
                                return new ConsoleApp(
                                        config,
                                        kafka,
                                        Clock.systemUTC(),
                                        RandomGenerator.getDefault(),
                                        registry);
                            });
                });
    }
}
