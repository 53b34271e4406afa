package io.storeledger.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.Service;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.DeadLetterRoutes;
import io.storeledger.console.deadletter.LetterTail;
import io.storeledger.console.deadletter.Redriver;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.replay.HeldJudge;
import io.storeledger.console.web.WebServer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The console, wired.
public final class ConsoleApp implements Service {
    private final LetterTail letters;
    private final Redriver redriver;
    private final WebServer server;

    /// Starts it.
    public ConsoleApp(
            ConsoleConfig config,
            KafkaClients kafka,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        new TopicAdmin(kafka).ensure(Topics.ALL);
        letters = new LetterTail(kafka);
        redriver = new Redriver(kafka, clock, random);
        var reader = new LogReader(kafka, "storeledger-console-reader");
        server =
                new WebServer(
                        config.host(),
                        config.port(),
                        List.of(
                                new DeadLetterRoutes(
                                        letters, redriver, () -> new HeldJudge(reader))));
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
        redriver.close();
        letters.close();
    }
}
