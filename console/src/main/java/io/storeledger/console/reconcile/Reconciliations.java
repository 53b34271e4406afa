package io.storeledger.console.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.Lease;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.metric.Component;
import io.storeledger.common.service.Opened;
import io.storeledger.common.service.ServiceMeters;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.SpanAttributes;
import io.storeledger.common.trace.Work;
import io.storeledger.console.log.LogReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reconciles connections, when asked and on schedule, one reconciliation of each at a time.
public final class Reconciliations implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reconciliations.class);
    private static final String NAME = "console.reconciliations";

    private final ReconcileConfig config;
    private final KafkaClients kafka;
    private final Clock clock;
    private final RandomGenerator random;
    private final MeterRegistry metrics;
    private final ReconciliationLog log;
    private final Map<String, One> connections = new TreeMap<>();
    private final List<BigCommerceClient> stores = new ArrayList<>();
    private final List<ReconcileTimer> timers = new ArrayList<>();
    private final Opened parts;
    private Optional<Lease> lease = Optional.empty();

    /// What there is for a connection.
    private record One(
            String store, Reconciler reconciler, ReconcileMetrics figures, ReentrantLock lock) {}

    private final Map<String, NetSuiteClient> accounts = new TreeMap<>();

    /// Makes the clients; calls nobody yet.
    ///
    /// @param metrics gets what [ReconcileMetrics] shows
    public Reconciliations(
            ReconcileConfig config,
            KafkaClients kafka,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        this.config = config;
        this.kafka = kafka;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        try (var opened = new Opened()) {
            var publisher = new Publisher(kafka, "reconcile");
            opened.closeBy(publisher::close);
            opened.closeBy(() -> accounts.values().forEach(NetSuiteClient::close));
            opened.closeBy(() -> stores.forEach(BigCommerceClient::close));
            var reader = new LogReader(kafka, "reconcile-reader");
            this.log = new ReconciliationLog(reader, publisher);
            var repair = new Repair(publisher, kafka.tracing(), clock);
            var patience = new Patience(config.retry(), random);
            MeterRegistry meters = ServiceMeters.of(metrics, Component.CONSOLE);
            config.connections()
                    .forEach((name, connection) -> {
                        var client =
                                new BigCommerceClient(connection.store(), clock, random, meters);
                        stores.add(client);
                        NetSuiteClient account =
                                accounts.computeIfAbsent(
                                        connection.netSuite().account(),
                                        _ ->
                                                new NetSuiteClient(
                                                        connection.netSuite(),
                                                        clock,
                                                        random,
                                                        meters));
                        String hash = connection.store().storeHash();
                        connections.put(
                                name,
                                new One(
                                        hash,
                                        new Reconciler(
                                                name,
                                                hash,
                                                connection.orders(),
                                                config.margin(),
                                                config.longestWait(),
                                                new StoreBooks(client, patience),
                                                new NetSuiteBooks(account, patience),
                                                reader,
                                                kafka.config(),
                                                log,
                                                repair,
                                                clock,
                                                random),
                                        new ReconcileMetrics(name, clock, metrics),
                                        new ReentrantLock()));
                    });
            parts = opened.keep();
        }
    }

    /// The connections that can be reconciled.
    public SortedSet<String> connections() {
        return new TreeSet<>(connections.keySet());
    }

    /// From now on reconciles on schedule what this instance is to; where others run, each
    /// connection is done by one of them.
    public void schedule() {
        config.unable()
                .forEach((name, sentence) ->
                        LOGGER.atInfo()
                                .addKeyValue("connection", name)
                                .addKeyValue("detail", sentence)
                                .log("a connection is not reconciled"));
        boolean planned =
                config.connections().values().stream()
                        .anyMatch(connection -> connection.plan().isPresent());
        if (!planned) {
            return;
        }
        var shared = new Lease(kafka, Topics.RECONCILIATIONS, NAME, _ -> {});
        lease = Optional.of(shared);
        connections.forEach((name, one) -> {
            var connection = config.connections().get(name);
            if (connection != null && connection.plan().isPresent()) {
                timers.add(
                        new ReconcileTimer(
                                name,
                                one.store(),
                                connection.plan().get(),
                                this,
                                one.figures(),
                                shared,
                                config.retry(),
                                clock,
                                random,
                                metrics));
            }
        });
    }

    /// Reconciles a period now.
    ///
    /// @param by who has it made
    /// @param repair whether what is missing is sent on its way again
    /// @return empty if the connection is being reconciled already
    /// @throws IllegalArgumentException if there is no such connection
    /// @throws io.storeledger.clients.http.ApiException if a vendor refuses us or is away for long
    /// @throws org.apache.kafka.common.KafkaException if Kafka fails
    public Optional<Reconciled> reconcile(
            String connection, Period period, String by, boolean repair) {
        One one = connections.get(connection);
        if (one == null) {
            throw new IllegalArgumentException(
                    config.unable()
                            .getOrDefault(
                                    connection,
                                    "\"%s\" is no connection that can be reconciled; there is %s"
                                            .formatted(
                                                    connection,
                                                    String.join(", ", connections.keySet()))));
        }
        if (!one.lock().tryLock()) {
            return Optional.empty();
        }
        try {
            Reconciled reconciled = traced(connection, one.reconciler(), period, by, repair);
            one.figures().show(reconciled.reconciliation());
            LOGGER.atInfo()
                    .addKeyValue("connection", connection)
                    .log(
                            "reconciled; orders {}, refunds {}, findings {}",
                            reconciled.reconciliation().counts().get("orders"),
                            reconciled.reconciliation().counts().get("refunds"),
                            reconciled.findings().size());
            return Optional.of(reconciled);
        } finally {
            one.lock().unlock();
        }
    }

    /// Within the request that asks for it, or in a trace of its own.
    private Reconciled traced(
            String connection, Reconciler reconciler, Period period, String by, boolean repair) {
        Attributes of = Attributes.of(SpanAttributes.CONNECTION, connection);
        try (Work work = kafka.tracing().begin(SpanKind.INTERNAL, "reconcile", of)) {
            try {
                return reconciler.run(period, by, repair);
            } catch (ApiException | KafkaException e) {
                work.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    /// All reconciliations, the newest first.
    public List<Reconciliation> newest() {
        return log.newest();
    }

    /// One with what it found.
    public Optional<Reconciled> find(String id) {
        return log.find(id);
    }

    /// What is broken so that only a new process mends it, in a sentence; empty if nothing is.
    public Optional<String> broken() {
        return lease.flatMap(Lease::broken);
    }

    @Override
    public void close() {
        timers.forEach(ReconcileTimer::close);
        lease.ifPresent(Lease::close);
        parts.close();
    }
}
