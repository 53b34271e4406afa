package io.storeledger.writer;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.consume.ConsumerMetrics;
import io.storeledger.common.consume.ConsumerSettings;
import io.storeledger.common.consume.KeyedConsumer;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.metric.Component;
import io.storeledger.common.service.Opened;
import io.storeledger.common.service.Service;
import io.storeledger.common.service.ServiceMeters;
import io.storeledger.common.topic.Topics;
import io.storeledger.mapping.Rules;
import io.storeledger.writer.customer.Customers;
import io.storeledger.writer.customer.NameLocks;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.ledger.Bookkeeper;
import io.storeledger.writer.ledger.Ledger;
import io.storeledger.writer.order.Items;
import io.storeledger.writer.order.OrderHandler;
import io.storeledger.writer.refund.RefundHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The NetSuite writer, wired: for each connection a consumer of its orders, refunds and customers;
/// for each NetSuite account one client, since its token and its concurrency limit are the
/// account's.
public final class WriterApp implements Service {
    private final HeldRecords held;
    private final Map<String, NetSuiteClient> accounts = new HashMap<>();
    private final List<KeyedConsumer> consumers = new ArrayList<>();
    private final Opened parts;

    /// Starts consuming once the view of what NetSuite holds is complete.
    public WriterApp(
            WriterConfig config,
            KafkaClients cluster,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        KafkaClients kafka = cluster.forService(KafkaAccess.NETSUITE_WRITER.service());
        new Admission(kafka, KafkaAccess.NETSUITE_WRITER).require();
        try (var opened = new Opened()) {
            var publisher = new Publisher(kafka, "publisher");
            opened.closeBy(publisher::close);
            opened.closeBy(() -> accounts.values().forEach(NetSuiteClient::close));
            held = new HeldRecords(kafka, config.dataFolder());
            opened.closeBy(held::close);
            opened.closeBy(() -> KeyedConsumer.closeAll(consumers));
            MeterRegistry meters = ServiceMeters.of(metrics, Component.NETSUITE_WRITER);
            config.connections()
                    .forEach((name, connection) -> {
                        NetSuiteClient netSuite =
                                accounts.computeIfAbsent(
                                        connection.netSuite().account(),
                                        account ->
                                                new NetSuiteClient(
                                                        connection.netSuite(),
                                                        clock,
                                                        random,
                                                        meters));
                        var ledger = new Ledger(publisher, held);
                        var bookkeeper = new Bookkeeper(name, held, ledger, clock, metrics);
                        var items = new Items(netSuite, clock);
                        var locks = new NameLocks();
                        var flows =
                                new Flows(
                                        connection.rules(),
                                        rules ->
                                                flows(
                                                        kafka.config(),
                                                        bookkeeper,
                                                        rules,
                                                        netSuite,
                                                        ledger,
                                                        items,
                                                        locks,
                                                        clock));
                        var consumer =
                                new KeyedConsumer(
                                        ConsumerSettings.of(
                                                "writer." + name,
                                                flows.topics(),
                                                config.slots(),
                                                config.retry()),
                                        kafka,
                                        key -> RecordKey.isOf(connection.store(), key),
                                        flows,
                                        held,
                                        clock,
                                        random,
                                        new ConsumerMetrics(
                                                metrics, Component.NETSUITE_WRITER, name));
                        consumers.add(consumer);
                        consumer.start();
                    });
            parts = opened.keep();
        }
    }

    private TopicHandler flows(
            KafkaConfig kafka,
            Bookkeeper bookkeeper,
            Rules rules,
            NetSuiteClient netSuite,
            Ledger ledger,
            Items items,
            NameLocks locks,
            Clock clock) {
        var customers = Customers.of(bookkeeper, netSuite, held, ledger, rules, locks);
        var orders =
                new OrderHandler(bookkeeper, rules, netSuite, customers.ofOrders(), items, clock);
        var refunds = new RefundHandler(bookkeeper, orders, rules, netSuite, held, items);
        return new TopicHandler(
                Map.of(
                        kafka.nameOf(Topics.ORDERS),
                        orders,
                        kafka.nameOf(Topics.REFUNDS),
                        refunds,
                        kafka.nameOf(Topics.CUSTOMERS),
                        customers.handler()));
    }

    @Override
    public String name() {
        return Component.NETSUITE_WRITER.word();
    }

    @Override
    public Optional<String> waitingFor() {
        return held.waitingFor().or(() -> KeyedConsumer.waitingFor(consumers));
    }

    @Override
    public Optional<String> note() {
        return KeyedConsumer.halted(consumers);
    }

    @Override
    public Optional<String> starting() {
        return held.waitingFor().or(() -> KeyedConsumer.starting(consumers));
    }

    @Override
    public Optional<String> broken() {
        return held.broken().or(() -> KeyedConsumer.broken(consumers));
    }

    @Override
    public void close() {
        parts.close();
    }
}
