package io.storeledger.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.catalog.difference.DifferenceStream;
import io.storeledger.catalog.difference.OrdersRead;
import io.storeledger.catalog.publish.ChangeHandler;
import io.storeledger.catalog.publish.HeardOrders;
import io.storeledger.catalog.reading.CatalogReader;
import io.storeledger.catalog.reading.ReadingLease;
import io.storeledger.catalog.reading.ReadingTimer;
import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.clients.bigcommerce.CatalogClient;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.AssignmentGate;
import io.storeledger.common.consume.ConsumerMetrics;
import io.storeledger.common.consume.ConsumerSettings;
import io.storeledger.common.consume.Gathering;
import io.storeledger.common.consume.KeyedConsumer;
import io.storeledger.common.consume.SweepMarks;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.metric.Component;
import io.storeledger.common.service.Opened;
import io.storeledger.common.service.Service;
import io.storeledger.common.service.ServiceMeters;
import io.storeledger.common.topic.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/// The catalogue's publisher, wired: for each connection with a `catalog` section a reader of its
/// NetSuite account and a consumer of its changes; one topology for all of them.
public final class CatalogApp implements Service {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("catalog-timer").factory());
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, NetSuiteClient> accounts = new HashMap<>();
    private final List<CatalogClient> stores = new ArrayList<>();
    private final List<KeyedConsumer> consumers = new ArrayList<>();
    private final List<ReadingTimer> readings = new ArrayList<>();
    private final Optional<ReadingLease> lease;
    private final Optional<OrdersRead> ordersRead;
    private final Optional<DifferenceStream> differences;
    private final Opened parts;

    /// Starts reading and publishing; without any connection that wants it, nothing.
    public CatalogApp(
            CatalogConfig config,
            KafkaClients cluster,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        KafkaClients kafka = cluster.forService(KafkaAccess.CATALOG_PUBLISHER.service());
        new Admission(kafka, KafkaAccess.CATALOG_PUBLISHER).require();
        if (config.connections().isEmpty()) {
            lease = Optional.empty();
            ordersRead = Optional.empty();
            differences = Optional.empty();
            parts = new Opened();
            return;
        }
        try (var opened = new Opened()) {
            var publisher = new Publisher(kafka, "publisher");
            opened.closeBy(publisher::close);
            opened.closeBy(() -> accounts.values().forEach(NetSuiteClient::close));
            opened.closeBy(() -> stores.forEach(CatalogClient::close));
            Map<String, CatalogRule> rules = new HashMap<>();
            Map<String, String> names = new HashMap<>();
            MeterRegistry meters = ServiceMeters.of(metrics, Component.CATALOG_PUBLISHER);
            config.connections()
                    .forEach((name, connection) -> {
                        rules.put(connection.store().storeHash(), connection.rule());
                        names.put(connection.store().storeHash(), name);
                    });
            var read = new OrdersRead(kafka, clock);
            opened.closeBy(read::close);
            ordersRead = Optional.of(read);
            var stream =
                    new DifferenceStream(kafka, rules, names, read, config.dataFolder(), metrics);
            opened.closeBy(stream::close);
            differences = Optional.of(stream);
            opened.closeBy(() -> KeyedConsumer.closeAll(consumers));
            var leased = new ReadingLease(kafka);
            opened.closeBy(leased::close);
            lease = Optional.of(leased);
            opened.closeBy(this::stopReading);
            config.connections()
                    .forEach((name, connection) -> {
                        var store = new CatalogClient(connection.store(), clock, random, meters);
                        stores.add(store);
                        String hash = connection.store().storeHash();
                        NetSuiteClient netSuite =
                                accounts.computeIfAbsent(
                                        connection.netSuite().account(),
                                        account ->
                                                new NetSuiteClient(
                                                        connection.netSuite(),
                                                        clock,
                                                        random,
                                                        meters));
                        var consumer =
                                new KeyedConsumer(
                                        ConsumerSettings.of(
                                                        "catalog." + name,
                                                        Set.of(
                                                                kafka.config()
                                                                        .nameOf(
                                                                                Topics
                                                                                        .CATALOG_CHANGES)),
                                                        1,
                                                        config.retry())
                                                .gathering(
                                                        new Gathering(
                                                                RecordKey::storeOf,
                                                                CatalogClient.STOCK_LINES,
                                                                config.linger())),
                                        kafka,
                                        key -> RecordKey.isOf(hash, key),
                                        new ChangeHandler(
                                                name,
                                                connection.rule(),
                                                store,
                                                new HeardOrders(
                                                        hash,
                                                        connection.swept()
                                                                ? Optional.of(
                                                                        new SweepMarks(kafka, hash))
                                                                : Optional.empty(),
                                                        clock),
                                                publisher,
                                                clock,
                                                metrics),
                                        AssignmentGate.OPEN,
                                        clock,
                                        random,
                                        new ConsumerMetrics(
                                                metrics, Component.CATALOG_PUBLISHER, name));
                        consumers.add(consumer);
                        consumer.start();
                        readings.add(
                                new ReadingTimer(
                                        name,
                                        hash,
                                        connection.rule(),
                                        new CatalogReader(
                                                name,
                                                hash,
                                                connection.rule(),
                                                netSuite,
                                                publisher,
                                                kafka.tracing(),
                                                clock,
                                                metrics),
                                        leased,
                                        read::isCaughtUp,
                                        config.retry(),
                                        timer,
                                        work,
                                        clock,
                                        random,
                                        metrics));
                    });
            parts = opened.keep();
        }
    }

    @Override
    public String name() {
        return Component.CATALOG_PUBLISHER.word();
    }

    @Override
    public Optional<String> waitingFor() {
        return differences
                .flatMap(DifferenceStream::waitingFor)
                .or(() -> KeyedConsumer.waitingFor(consumers))
                .or(() -> lease.flatMap(ReadingLease::refusal))
                .or(() -> ordersRead.flatMap(OrdersRead::waitingFor));
    }

    @Override
    public Optional<String> note() {
        return KeyedConsumer.halted(consumers)
                .or(() -> readings.stream().flatMap(r -> r.trouble().stream()).findFirst())
                .or(() -> ordersRead.flatMap(OrdersRead::behind));
    }

    @Override
    public Optional<String> starting() {
        return differences
                .flatMap(DifferenceStream::starting)
                .or(() -> KeyedConsumer.starting(consumers));
    }

    @Override
    public Optional<String> broken() {
        return differences
                .flatMap(DifferenceStream::broken)
                .or(() -> KeyedConsumer.broken(consumers))
                .or(() -> lease.flatMap(ReadingLease::broken));
    }

    @Override
    public void close() {
        parts.close();
    }

    private void stopReading() {
        readings.forEach(ReadingTimer::close);
        timer.shutdownNow();
        work.shutdownNow();
    }
}
