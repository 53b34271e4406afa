package io.storeledger.catalog;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.AdmittedService;
import io.storeledger.common.service.ServiceMain;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// The catalogue's publisher as a process of its own.
public final class CatalogMain {
    private CatalogMain() {}

    /// Starts it.
    ///
    /// @param args the configuration file
    public static void main(String[] args) {
        ServiceMain.run(
                "catalog-publisher",
                args,
                CatalogConfig::read,
                (file, metrics, tracing) -> {
                    Settings root = Sections.root(file);
                    var config = CatalogConfig.read(root);
                    var kafka =
                            new KafkaClients(
                                            KafkaConfig.readCluster(root.section("kafka")), tracing)
                                    .measuredBy(metrics);
                    file.check();
                    return AdmittedService.start(
                            KafkaAccess.CATALOG_PUBLISHER.service(),
                            metrics,
                            () -> {
                                kafka.requireReachable();
                                return new CatalogApp(
                                        config,
                                        kafka,
                                        Clock.systemUTC(),
                                        RandomGenerator.getDefault(),
                                        metrics);
                            });
                });
    }
}
