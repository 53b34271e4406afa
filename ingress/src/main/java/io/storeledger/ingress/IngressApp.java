package io.storeledger.ingress;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.metric.Component;
import io.storeledger.common.metric.IngressMetrics;
import io.storeledger.common.service.Opened;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.common.service.Service;
import io.storeledger.ingress.hooks.HooksKeeper;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The ingress with all its parts: webhooks in, records out.
public final class IngressApp implements Service {
    private final WebhookLog log;
    private final WebServer server;
    private final Opened parts;

    /// Starts it; it serves when this returns. The topics must exist. While Kafka does not answer
    /// it starts nevertheless, and answers 503.
    ///
    /// @throws PortInUseException if the port is taken
    public IngressApp(
            IngressConfig config,
            KafkaClients cluster,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        KafkaClients kafka = cluster.forService(KafkaAccess.INGRESS.service());
        var inFlight = new InFlight(config.maxInFlight());
        IngressMetrics.IN_FLIGHT.of(metrics, inFlight, InFlight::count);
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (ConnectionConfig connection : config.connections()) {
            connections.put(connection.name(), Connection.of(connection, clock, metrics));
        }
        try (var opened = new Opened()) {
            log = new WebhookLog(kafka);
            opened.closeBy(log::close);
            var handler =
                    new WebhookHandler(
                            connections,
                            log,
                            config.maxBodyBytes(),
                            inFlight,
                            kafka.tracing(),
                            clock,
                            metrics);
            server = new WebServer(config.host(), config.port(), handler);
            opened.closeBy(server::close);
            opened.closeBy(handler::stop);
            boolean keeps =
                    config.connections().stream().anyMatch(each -> each.hooks().isPresent());
            Optional<Publisher> gaps =
                    keeps ? Optional.of(new Publisher(kafka, "gaps")) : Optional.empty();
            gaps.ifPresent(publisher -> opened.closeBy(publisher::close));
            for (ConnectionConfig each : config.connections()) {
                each.hooks()
                        .ifPresent(hooks -> {
                            Connection connection =
                                    Objects.requireNonNull(connections.get(each.name()));
                            var keeper =
                                    new HooksKeeper(
                                            each.name(),
                                            hooks,
                                            connection.source(),
                                            connection.exceptions(),
                                            kafka,
                                            gaps.orElseThrow(),
                                            clock,
                                            random,
                                            metrics);
                            keeper.start();
                            opened.closeBy(keeper::close);
                        });
            }
            parts = opened.keep();
        }
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public String name() {
        return Component.INGRESS.word();
    }

    @Override
    public Optional<String> waitingFor() {
        return log.waitingFor();
    }

    @Override
    public Optional<String> starting() {
        // it answers from the first moment on, 503 while Kafka is away
        return Optional.empty();
    }

    @Override
    public Optional<String> broken() {
        return Optional.empty();
    }

    @Override
    public void close() {
        parts.close();
    }
}
