package io.storeledger.ingress;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.AdmittedService;
import io.storeledger.common.service.ServiceMain;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Runs the ingress as a process of its own.
public final class IngressMain {
    private IngressMain() {}

    /// Runs until it is told to stop.
    ///
    /// Starts it.
    ///
    /// @param args the configuration file
    public static void main(String[] args) {
        ServiceMain.run(
                "ingress",
                args,
                IngressConfig::read,
                (file, registry, tracing) -> {
                    Settings root = Sections.root(file);
                    var kafka =
                            new KafkaClients(
                                            KafkaConfig.readCluster(root.section("kafka")), tracing)
                                    .measuredBy(registry);
                    IngressConfig config = IngressConfig.read(root);
                    file.check();
                    return AdmittedService.start(
                            KafkaAccess.INGRESS.service(),
                            registry,
                            () -> {
                                kafka.requireReachable();
                                new Admission(
                                                kafka.forService(KafkaAccess.INGRESS.service()),
                                                KafkaAccess.INGRESS)
                                        .require();
                                return new IngressApp(
                                        config,
                                        kafka,
                                        Clock.systemUTC(),
                                        RandomGenerator.getDefault(),
                                        registry);
                            });
                });
    }
}
