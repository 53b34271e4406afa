package io.storeledger.cli.pipeline;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.catalog.CatalogApp;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.AdminServer;
import io.storeledger.common.service.Service;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.ConsoleApp;
import io.storeledger.enricher.EnricherApp;
import io.storeledger.ingress.IngressApp;
import io.storeledger.writer.WriterApp;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// All services in this JVM. Without an address of Kafka it embeds a broker that keeps its data in
/// the data folder; with one it embeds nothing.
public final class Pipeline implements AutoCloseable {
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final KafkaClients kafka;
    private final List<Service> services;
    private final IngressApp ingress;
    private final ConsoleApp console;
    private final AdminServer admin;

    /// Starts everything; on a failure what was started is stopped again.
    public Pipeline(
            PipelineConfig config,
            Clock clock,
            RandomGenerator random,
            PrometheusMeterRegistry metrics) {
        boolean started = false;
        try {
            kafka = new KafkaClients(kafka(config)).measuredBy(metrics);
            kafka.requireReachable();
            new TopicAdmin(kafka).ensure(Topics.ALL);
            // first what may find its port taken
            ingress =
                    started(
                            new IngressApp(config.ingress(), kafka, clock, random, metrics),
                            IngressApp::close);
            console =
                    started(
                            new ConsoleApp(config.console(), kafka, clock, random, metrics),
                            ConsoleApp::close);
            EnricherApp enricher =
                    started(
                            new EnricherApp(config.enricher(), kafka, clock, random, metrics),
                            EnricherApp::close);
            WriterApp writer =
                    started(
                            new WriterApp(config.writer(), kafka, clock, random, metrics),
                            WriterApp::close);
            CatalogApp catalog =
                    started(
                            new CatalogApp(config.catalog(), kafka, clock, random, metrics),
                            CatalogApp::close);
            services = List.of(ingress, enricher, writer, catalog, console);
            admin =
                    started(
                            new AdminServer(
                                    config.admin().host(),
                                    config.admin().port(),
                                    metrics,
                                    services),
                            AdminServer::close);
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
        return admin.port();
    }

    /// What the first service that is not ready waits for; empty when all are.
    public Optional<String> waitingFor() {
        return services.stream()
                .flatMap(
                        service -> service.waitingFor().map(w -> service.name() + " " + w).stream())
                .findFirst();
    }

    /// Stops all of it, last started first, whatever goes wrong with one of them.
    @Override
    public void close() {
        Runnable stop = stops.poll();
        if (stop == null) {
            return;
        }
        try {
            stop.run();
        } finally {
            close();
        }
    }

    private KafkaConfig kafka(PipelineConfig config) {
        if (config.kafka().bootstrapServers().isPresent()) {
            return config.kafka();
        }
        EmbeddedBroker broker =
                started(
                        EmbeddedBroker.start(
                                config.dataFolder().resolve("kafka"), config.embeddedPort()),
                        EmbeddedBroker::close);
        return config.kafka().at(broker.bootstrapServers());
    }

    private <T> T started(T part, Consumer<T> stop) {
        stops.push(() -> stop.accept(part));
        return part;
    }
}
