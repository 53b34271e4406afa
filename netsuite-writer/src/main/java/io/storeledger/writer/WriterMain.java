package io.storeledger.writer;

import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.ServiceMain;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// The NetSuite writer as a process of its own.
public final class WriterMain {
    private WriterMain() {}

    /// @param args the configuration file
    public static void main(String[] args) {
        ServiceMain.run(
                args,
                (file, metrics) -> {
                    var config = WriterConfig.read(file.root());
                    var kafka = new KafkaClients(KafkaConfig.read(file.root().section("kafka")));
                    file.check();
                    kafka.requireReachable();
                    return new WriterApp(
                            config,
                            kafka,
                            Clock.systemUTC(),
                            RandomGenerator.getDefault(),
                            metrics);
                });
    }
}
