package io.storeledger.enricher.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.kafka.Hold;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.metric.SweepMetrics;
import io.storeledger.common.service.Opened;
import io.storeledger.common.topic.Topics;
import io.storeledger.common.trace.Sends;
import io.storeledger.common.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the topology that finds what no webhook told.
public final class Untold implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Untold.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private static final String SWEEP = "sweep";
    private static final String BACKFILL = "backfill";

    private final KafkaStreams streams;
    private final MeterRegistry metrics;
    private final Tracing tracing;
    private final String webhooks;
    private final Hold hold;

    /// Starts it.
    ///
    /// @param dataFolder where its state is kept between runs; one instance at a time can use it
    /// @param connections the configured ones
    public Untold(
            KafkaClients kafka,
            Path dataFolder,
            Collection<String> connections,
            MeterRegistry metrics) {
        this.metrics = metrics;
        for (String connection : connections) {
            for (Kind kind : Kind.values()) {
                count(connection, kind, SWEEP, 0);
                count(connection, kind, BACKFILL, 0);
            }
        }
        this.tracing = kafka.tracing();
        this.webhooks = kafka.config().nameOf(Topics.WEBHOOKS);
        this.hold = new Hold(kafka, KafkaAccess.ENRICHER);
        this.streams =
                new KafkaStreams(
                        UntoldTopology.build(kafka.config(), this::tell),
                        properties(kafka, dataFolder));
        streams.setUncaughtExceptionHandler(e -> {
            if (!hold.held(e)) {
                LOG.atError().setCause(e).log("the search for what no webhook told starts anew");
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
                            .or(() -> Optional.of("takes over its part of what sweeps have seen"));
            case PENDING_ERROR, ERROR, PENDING_SHUTDOWN, NOT_RUNNING ->
                    Optional.of("finds nothing of what no webhook told; restart the enricher");
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
        // its partitions go to another instance at once, not when its session has run out
        streams.close(
                CloseOptions.timeout(STOP)
                        .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    /// What is told begins a trace of its own, linked to the one of the sweep that saw it.
    private void tell(Sighting sighting, Headers seen, Headers told) {
        found(sighting);
        Sends.newTrace(tracing, webhooks, sighting.key().toString(), seen, told);
    }

    private void found(Sighting sighting) {
        String by = sighting.source().endsWith(SweepSource.SWEEPS) ? SWEEP : BACKFILL;
        count(sighting.connection(), sighting.kind(), by, 1);
    }

    private void count(String connection, Kind kind, String by, int changes) {
        SweepMetrics.FOUND
                .of(metrics, connection, kind.name().toLowerCase(Locale.ROOT), by)
                .increment(changes);
    }

    private static Properties properties(KafkaClients kafka, Path dataFolder) {
        var all = new Properties();
        // after a kill -9 its partitions are free again after 10 s, not 45
        all.put("session.timeout.ms", "10000");
        all.putAll(kafka.streams("untold", kafka.config().groupPrefix() + "untold", dataFolder));
        return all;
    }
}
