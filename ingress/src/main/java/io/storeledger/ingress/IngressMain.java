package io.storeledger.ingress;

import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.ServiceMain;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.util.List;
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
                args,
                (file, registry) -> {
                    Settings root = Sections.root(file);
                    var kafka =
                            new KafkaClients(KafkaConfig.readCluster(root.section("kafka")))
                                    .measuredBy(registry);
                    IngressConfig config = IngressConfig.read(root);
                    file.check();
                    kafka.requireReachable();
                    new TopicAdmin(kafka)
                            .ensure(
                                    List.of(
                                            Topics.WEBHOOKS,
                                            Topics.WEBHOOKS.deadLetters(),
                                            Topics.GAPS));
                    return new IngressApp(
                            config,
                            kafka,
                            Clock.systemUTC(),
                            RandomGenerator.getDefault(),
                            registry);
                });
    }
}
