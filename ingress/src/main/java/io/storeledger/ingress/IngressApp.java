package io.storeledger.ingress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.common.service.Service;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The ingress with all its parts: webhooks in, records out.
public final class IngressApp implements Service {
    private final WebhookLog log;
    private final WebhookHandler handler;
    private final WebServer server;

    /// Starts it; it serves when this returns. The topics must exist. While Kafka does not answer
    /// it starts nevertheless, and answers 503.
    ///
    /// @throws PortInUseException if the port is taken
    public IngressApp(
            IngressConfig config, KafkaClients kafka, Clock clock, MeterRegistry metrics) {
        var inFlight = new InFlight(config.maxInFlight());
        Gauge.builder("storeledger.webhooks.in.flight", inFlight, InFlight::count)
                .description("Deliveries being read, judged or written")
                .strongReference(true)
                .register(metrics);
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (ConnectionConfig connection : config.connections()) {
            connections.put(connection.name(), Connection.of(connection, metrics));
        }
        log = new WebhookLog(kafka);
        handler =
                new WebhookHandler(
                        connections, log, config.maxBodyBytes(), inFlight, clock, metrics);
        server = start(config);
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public String name() {
        return "ingress";
    }

    @Override
    public Optional<String> waitingFor() {
        return log.waitingFor();
    }

    @Override
    public void close() {
        handler.stop();
        server.close();
        log.close();
    }

    private WebServer start(IngressConfig config) {
        try {
            return new WebServer(config.host(), config.port(), handler);
        } catch (PortInUseException e) {
            log.close();
            throw e;
        }
    }
}
