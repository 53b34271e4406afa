package io.storeledger.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.Service;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.reconcile.ReconcileRoutes;
import io.storeledger.console.reconcile.Reconciliations;
import io.storeledger.console.web.WebServer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The console, wired.
public final class ConsoleApp implements Service {
    private final WebServer server;
    private final Reconciliations reconciliations;

    /// Starts it.
    public ConsoleApp(
            ConsoleConfig config,
            KafkaClients kafka,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        new TopicAdmin(kafka).ensure(Topics.ALL);
        reconciliations = new Reconciliations(config.reconcile(), kafka, clock, random, metrics);
        server =
                new WebServer(
                        config.host(),
                        config.port(),
                        List.of(new ReconcileRoutes(reconciliations, clock)));
        reconciliations.schedule();
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Optional<String> waitingFor() {
        return Optional.empty();
    }

    @Override
    public void close() {
        server.close();
        reconciliations.close();
    }
}
