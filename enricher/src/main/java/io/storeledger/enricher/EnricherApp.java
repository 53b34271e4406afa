package io.storeledger.enricher;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.common.consume.AssignmentGate;
import io.storeledger.common.consume.ConsumerMetrics;
import io.storeledger.common.consume.ConsumerSettings;
import io.storeledger.common.consume.KeyedConsumer;
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
import io.storeledger.enricher.customer.CustomerHandler;
import io.storeledger.enricher.order.OrderHandler;
import io.storeledger.enricher.snapshot.Snapshots;
import io.storeledger.enricher.sweep.Sweeper;
import io.storeledger.enricher.sweep.Untold;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The enricher, wired: for each connection a client of its store and a consumer of its webhooks.
///
/// A connection has a consumer group of its own, so that a store that is down or whose token was
/// revoked holds up no other.
public final class EnricherApp implements Service {
    private final List<BigCommerceClient> stores = new ArrayList<>();
    private final List<KeyedConsumer> consumers = new ArrayList<>();
    private final Untold untold;
    private final List<Sweeper> sweepers = new ArrayList<>();
    private final Opened parts;

    /// Starts consuming.
    public EnricherApp(
            EnricherConfig config,
            KafkaClients cluster,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        KafkaClients kafka = cluster.forService(KafkaAccess.ENRICHER.service());
        new Admission(kafka, KafkaAccess.ENRICHER).require();
        try (var opened = new Opened()) {
            var publisher = new Publisher(kafka, "publisher");
            opened.closeBy(publisher::close);
            opened.closeBy(() -> stores.forEach(BigCommerceClient::close));
            untold = new Untold(kafka, config.dataFolder(), config.connections().keySet(), metrics);
            opened.closeBy(untold::close);
            opened.closeBy(() -> KeyedConsumer.closeAll(consumers));
            opened.closeBy(() -> sweepers.forEach(Sweeper::close));
            var snapshots = new Snapshots(publisher);
            MeterRegistry meters = ServiceMeters.of(metrics, Component.ENRICHER);
            config.connections()
                    .forEach((name, connection) -> {
                        var store =
                                new BigCommerceClient(connection.store(), clock, random, meters);
                        stores.add(store);
                        String hash = connection.store().storeHash();
                        var consumer =
                                new KeyedConsumer(
                                        ConsumerSettings.of(
                                                "enricher." + name,
                                                Set.of(kafka.config().nameOf(Topics.WEBHOOKS)),
                                                config.slots(),
                                                config.retry()),
                                        kafka,
                                        key -> RecordKey.isOf(hash, key),
                                        new EventHandler(
                                                Map.of(
                                                        RecordKey.ORDER,
                                                        new OrderHandler(
                                                                name,
                                                                hash,
                                                                connection.orders(),
                                                                store,
                                                                snapshots,
                                                                clock),
                                                        RecordKey.CUSTOMER,
                                                        new CustomerHandler(
                                                                name, hash, store, snapshots,
                                                                clock))),
                                        AssignmentGate.OPEN,
                                        clock,
                                        random,
                                        new ConsumerMetrics(metrics, Component.ENRICHER, name));
                        consumers.add(consumer);
                        consumer.start();
                        connection
                                .sweeps()
                                .ifPresent(sweeps -> {
                                    var sweeper =
                                            new Sweeper(
                                                    name, hash, sweeps, store, kafka, publisher,
                                                    clock, random, metrics);
                                    sweepers.add(sweeper);
                                    sweeper.start();
                                });
                    });
            parts = opened.keep();
        }
    }

    @Override
    public String name() {
        return Component.ENRICHER.word();
    }

    @Override
    public Optional<String> waitingFor() {
        return untold.waitingFor()
                .or(() -> KeyedConsumer.waitingFor(consumers))
                .or(() -> sweepers.stream().flatMap(s -> s.refusal().stream()).findFirst());
    }

    @Override
    public Optional<String> note() {
        return KeyedConsumer.halted(consumers);
    }

    @Override
    public Optional<String> starting() {
        return untold.starting().or(() -> KeyedConsumer.starting(consumers));
    }

    @Override
    public Optional<String> broken() {
        return untold.broken()
                .or(() -> KeyedConsumer.broken(consumers))
                .or(() -> sweepers.stream().flatMap(s -> s.broken().stream()).findFirst());
    }

    @Override
    public void close() {
        parts.close();
    }
}
