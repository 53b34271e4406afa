package io.storeledger.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.signin.OpenIdConnect;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.metric.Component;
import io.storeledger.common.service.Opened;
import io.storeledger.common.service.Service;
import io.storeledger.common.service.ServiceMeters;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.access.OpenIdSignIn;
import io.storeledger.console.access.Sessions;
import io.storeledger.console.deadletter.DeadLetterRoutes;
import io.storeledger.console.deadletter.LetterMetrics;
import io.storeledger.console.deadletter.LetterTail;
import io.storeledger.console.deadletter.Redriver;
import io.storeledger.console.flow.FlowRoutes;
import io.storeledger.console.log.LogRoutes;
import io.storeledger.console.log.PlaceReader;
import io.storeledger.console.preview.Preview;
import io.storeledger.console.reconcile.ReconcileRoutes;
import io.storeledger.console.reconcile.Reconciliations;
import io.storeledger.console.timeline.PeerRoutes;
import io.storeledger.console.timeline.TimelineRoutes;
import io.storeledger.console.timeline.Timelines;
import io.storeledger.console.web.WebServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The console, wired.
public final class ConsoleApp implements Service {
    private final Timelines timelines;
    private final LetterTail letters;
    private final WebServer server;
    private final Reconciliations reconciliations;
    private final Opened parts;

    /// Starts it.
    public ConsoleApp(
            ConsoleConfig config,
            KafkaClients cluster,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        KafkaClients kafka = cluster.forService(KafkaAccess.CONSOLE.service());
        new Admission(kafka, KafkaAccess.CONSOLE).require();
        var secure = new SecureRandom();
        var sessions = new Sessions(clock, secure, config.access().session());
        try (var opened = new Opened()) {
            Optional<OpenIdSignIn> openId = openId(config.access(), clock, secure, metrics);
            openId.ifPresent(signIn -> opened.closeBy(signIn::close));
            var flow = new FlowRoutes(kafka, config.services(), metrics, clock);
            opened.closeBy(flow::close);
            timelines =
                    new Timelines(
                            kafka, config.dataFolder(), config.access().peerSecret(), metrics);
            opened.closeBy(timelines::close);
            var places = new PlaceReader(kafka);
            opened.closeBy(places::close);
            reconciliations =
                    new Reconciliations(config.reconcile(), kafka, clock, random, metrics);
            opened.closeBy(reconciliations::close);
            letters = new LetterTail(kafka);
            opened.closeBy(letters::close);
            var letterMetrics =
                    new LetterMetrics(
                            letters.letters(),
                            config.connections(),
                            kafka.config(),
                            clock,
                            metrics);
            opened.closeBy(letterMetrics::close);
            var redriver = new Redriver(kafka, clock, random);
            opened.closeBy(redriver::close);
            server =
                    new WebServer(
                            config.host(),
                            config.port(),
                            new Access(config.access(), sessions, clock),
                            openId,
                            kafka.tracing(),
                            List.of(
                                    new TimelineRoutes(timelines),
                                    new PeerRoutes(timelines),
                                    new LogRoutes(places),
                                    new DeadLetterRoutes(
                                            letters,
                                            redriver,
                                            keys ->
                                                    new Preview(
                                                            kafka,
                                                            Preview.now(config.rules()),
                                                            keys)),
                                    new ReconcileRoutes(reconciliations, clock),
                                    flow));
            opened.closeBy(server::close);
            timelines.start(config.advertised().host(), config.advertised().portOr(server.port()));
            reconciliations.schedule();
            parts = opened.keep();
        }
    }

    private static Optional<OpenIdSignIn> openId(
            AccessConfig access, Clock clock, SecureRandom random, MeterRegistry metrics) {
        return access.openId()
                .map(config ->
                        new OpenIdSignIn(
                                config,
                                new OpenIdConnect(
                                        config.provider(),
                                        clock,
                                        random,
                                        ServiceMeters.of(metrics, Component.CONSOLE)),
                                access.url().orElseThrow(),
                                clock));
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public String name() {
        return Component.CONSOLE.word();
    }

    @Override
    public Optional<String> waitingFor() {
        return timelines.waitingFor();
    }

    @Override
    public Optional<String> starting() {
        return timelines.starting();
    }

    @Override
    public Optional<String> broken() {
        return timelines.broken().or(letters::broken).or(reconciliations::broken);
    }

    @Override
    public void close() {
        parts.close();
    }
}
