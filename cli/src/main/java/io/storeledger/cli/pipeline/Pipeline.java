package io.storeledger.cli.pipeline;

import static java.util.Objects.requireNonNull;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.catalog.CatalogApp;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.AdminServer;
import io.storeledger.common.service.GracefulStop;
import io.storeledger.common.service.Service;
import io.storeledger.common.trace.Tracing;
import io.storeledger.console.ConsoleApp;
import io.storeledger.enricher.EnricherApp;
import io.storeledger.ingress.IngressApp;
import io.storeledger.writer.WriterApp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All services in this JVM. Without an address of Kafka it embeds a broker that keeps its data in
/// the data folder; with one it embeds nothing.
public final class Pipeline implements AutoCloseable {
    private final KafkaClients kafka;
    private final List<Service> services = new ArrayList<>();
    private final IngressApp ingress;
    private final ConsoleApp console;
    private @Nullable AdminServer admin;
    private @Nullable EmbeddedBroker broker;

    /// Starts everything; on a failure what was started is stopped again.
    public Pipeline(
            PipelineConfig config,
            Clock clock,
            RandomGenerator random,
            PrometheusMeterRegistry metrics,
            Tracing tracing) {
        boolean started = false;
        try {
            kafka = new KafkaClients(kafka(config), tracing).measuredBy(metrics);
            kafka.requireReachable();
            new Admission(kafka, KafkaAccess.INGRESS).require();
            // first what may find its port taken
            ingress = started(new IngressApp(config.ingress(), kafka, clock, random, metrics));
            console = started(new ConsoleApp(config.console(), kafka, clock, random, metrics));
            started(new EnricherApp(config.enricher(), kafka, clock, random, metrics));
            started(new WriterApp(config.writer(), kafka, clock, random, metrics));
            started(new CatalogApp(config.catalog(), kafka, clock, random, metrics));
            admin = new AdminServer(config.admin(), metrics, services, config.effective()::text);
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /// Clients of the Kafka that it uses.
    public KafkaClients kafka() {
        return kafka;
    }

    /// The port that webhooks come in at.
    public int webhookPort() {
        return ingress.port();
    }

    /// The port of the console's page.
    public int consolePort() {
        return console.port();
    }

    /// The port of metrics and health.
    public int adminPort() {
        return requireNonNull(admin).port();
    }

    /// What the first service that is not ready waits for; empty when all are.
    public Optional<String> waitingFor() {
        return services.stream()
                .flatMap(
                        service -> service.waitingFor().map(w -> service.name() + " " + w).stream())
                .findFirst();
    }

    /// What is broken in the first service in which something is; empty when nothing is.
    public Optional<String> broken() {
        return services.stream().flatMap(service -> service.broken().stream()).findFirst();
    }

    /// Stops the services side by side, then what they stand on.
    @Override
    public void close() {
        GracefulStop.closeAll(services);
        if (admin != null) {
            admin.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private KafkaConfig kafka(PipelineConfig config) {
        if (config.kafka().bootstrapServers().isPresent()) {
            return config.kafka();
        }
        var embedded =
                EmbeddedBroker.start(config.dataFolder().resolve("kafka"), config.embeddedPort());
        broker = embedded;
        return config.kafka().at(embedded.bootstrapServers());
    }

    private <T extends Service> T started(T service) {
        services.add(service);
        return service;
    }
}
