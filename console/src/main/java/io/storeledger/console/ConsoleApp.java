package io.storeledger.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.Service;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.timeline.LogRoutes;
import io.storeledger.console.timeline.PeerRoutes;
import io.storeledger.console.timeline.TimelineRoutes;
import io.storeledger.console.timeline.Timelines;
import io.storeledger.console.reconcile.ReconcileRoutes;
import io.storeledger.console.reconcile.Reconciliations;
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
    private final Timelines timelines;
    private final io.storeledger.console.timeline.LogReader places;
    private final LetterTail letters;
    private final Redriver redriver;
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
        timelines = new Timelines(kafka, config.dataFolder(), config.peerSecret(), metrics);
        places = new io.storeledger.console.timeline.LogReader(kafka);
        reconciliations = new Reconciliations(config.reconcile(), kafka, clock, random, metrics);
        letters = new LetterTail(kafka);
        redriver = new Redriver(kafka, clock, random);
        var log = new LogReader(kafka, "storeledger-console-reader");
        server =
                new WebServer(
                        config.host(),
                        config.port(),
                        List.of(
                                new TimelineRoutes(timelines),
                                new PeerRoutes(timelines),
                                new LogRoutes(places),
                                new DeadLetterRoutes(letters, redriver, () -> new HeldJudge(log)),
                                new ReconcileRoutes(reconciliations, clock)));
        timelines.start(config.advertised().host(), config.advertised().portOr(server.port()));
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
        return timelines.waitingFor();
    }

    @Override
    public void close() {
        server.close();
        timelines.close();
        places.close();
        reconciliations.close();
        redriver.close();
        letters.close();
    }
}
