package io.storeledger.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.signin.OpenIdConnect;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.common.service.Service;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.access.OpenIdSignIn;
import io.storeledger.console.access.Sessions;
import io.storeledger.console.flow.FlowRoutes;
import io.storeledger.console.web.WebServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The console, wired.
public final class ConsoleApp implements Service {
    private final Optional<OpenIdSignIn> openId;
    private final FlowRoutes flow;
    private final WebServer server;

    /// Starts it.
    public ConsoleApp(
            ConsoleConfig config,
            KafkaClients kafka,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        new TopicAdmin(kafka).ensure(Topics.ALL);
        var secure = new SecureRandom();
        var sessions = new Sessions(clock, secure, config.access().session());
        openId = openId(config.access(), clock, secure, metrics);
        flow = new FlowRoutes(kafka, config.services(), metrics, clock);
        try {
            server =
                    new WebServer(
                            config.host(),
                            config.port(),
                            new Access(config.access(), sessions, clock),
                            openId,
                            List.of(flow));
        } catch (PortInUseException e) {
            flow.close();
            throw e;
        }
    }

    private static Optional<OpenIdSignIn> openId(
            AccessConfig access, Clock clock, SecureRandom random, MeterRegistry metrics) {
        return access.openId()
                .map(config ->
                        new OpenIdSignIn(
                                config,
                                new OpenIdConnect(config.provider(), clock, random, metrics),
                                access.url().orElseThrow(),
                                clock));
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
        flow.close();
        openId.ifPresent(OpenIdSignIn::close);
    }
}
