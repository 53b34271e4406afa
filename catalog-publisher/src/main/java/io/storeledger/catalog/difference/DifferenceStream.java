package io.storeledger.catalog.difference;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.common.kafka.Hold;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.Opened;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topology, running.
///
/// Exactly once: a difference that was noted as asked for but never came to the topic would never
/// be told again.
public final class DifferenceStream implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DifferenceStream.class);

    private final KafkaStreams streams;
    private final Hold hold;

    /// Starts it.
    ///
    /// @param rules by the store's hash
    /// @param connections the connections' names by the store's hash
    /// @param ordersRead up to when it has read the orders
    /// @param dataFolder where its state is kept between runs; one instance at a time can use it
    public DifferenceStream(
            KafkaClients kafka,
            Map<String, CatalogRule> rules,
            Map<String, String> connections,
            OrdersRead ordersRead,
            Path dataFolder,
            MeterRegistry registry) {
        hold = new Hold(kafka, KafkaAccess.CATALOG_PUBLISHER);
        Properties properties = properties(kafka, dataFolder);
        var topology =
                new DifferenceTopology(
                        kafka.config(),
                        rules,
                        connections,
                        ordersRead::upTo,
                        new DifferenceMetrics(registry, connections));
        streams = new KafkaStreams(topology.build(properties), properties);
        streams.setUncaughtExceptionHandler(e -> {
            if (!hold.held(e)) {
                LOGGER.atError().setCause(e).log("a thread of the topology broke and starts again");
            }
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        try (var opened = new Opened()) {
            opened.closeBy(this::close);
            streams.start();
            var _ = opened.keep();
        }
    }

    /// What is being waited for, in a sentence; empty once it runs.
    public Optional<String> waitingFor() {
        return switch (streams.state()) {
            case RUNNING -> hold.refusal();
            case CREATED, REBALANCING ->
                    hold.refusal()
                            .or(() -> Optional.of("reads what the store shows from its topics"));
            case PENDING_ERROR, ERROR, PENDING_SHUTDOWN, NOT_RUNNING ->
                    Optional.of("the topology has stopped; restart the catalogue's publisher");
        };
    }

    /// What its start-up still waits for, in a sentence; empty once it runs, and while Kafka lacks
    /// what it needs.
    public Optional<String> starting() {
        return hold.refusal().isPresent() ? Optional.empty() : waitingFor();
    }

    /// What is broken so that only a new process mends it, in a sentence; empty if nothing is.
    public Optional<String> broken() {
        return switch (streams.state()) {
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING -> Optional.empty();
            case PENDING_ERROR, ERROR -> waitingFor();
        };
    }

    @Override
    public void close() {
        hold.close();
        // its partitions go to another instance, or to its own next start, at once and not when its
        // session has run out after 45 s
        streams.close(
                CloseOptions.timeout(Duration.ofSeconds(10))
                        .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    /// The group that its instances are.
    static String group(KafkaConfig kafka) {
        return kafka.groupPrefix() + "catalog";
    }

    static Properties properties(KafkaClients kafka, Path dataFolder) {
        var all = new Properties();
        // after a kill -9 its partitions are free again after 10 s, not 45
        all.put("session.timeout.ms", "10000");
        all.putAll(kafka.streams("differences", group(kafka.config()), dataFolder));
        all.put("processing.guarantee", "exactly_once_v2");
        all.put("ensure.explicit.internal.resource.naming", "true");
        return all;
    }
}
