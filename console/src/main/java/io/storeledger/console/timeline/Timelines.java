package io.storeledger.console.timeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.config.Secret;
import io.storeledger.common.kafka.Hold;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.metric.ConsoleMetrics;
import io.storeledger.console.timeline.step.Term;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntFunction;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The timelines of all records and the search for them, running.
///
/// Each instance of the console holds a part; whichever is asked finds the one that holds the key.
/// An instance that is asked by another one answers only of its own: a question is passed on once.
public final class Timelines implements AutoCloseable {
    /// As many as a term leads to at most.
    private static final int KEPT_HITS = 200;

    private static final Logger LOGGER = LoggerFactory.getLogger(Timelines.class);
    private static final Optional<String> STARTS = Optional.of("starts");
    private static final Duration STOP = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final Path dataFolder;
    private final String application;
    private final Optional<String> rebuilt;
    private final Peers peers;
    private final Hold hold;
    private final Backlog backlog;
    private volatile @Nullable Part part;

    /// What this instance runs.
    private record Part(HostInfo self, KafkaStreams streams, LocalViews views) {}

    /// Reads nothing before [#start].
    ///
    /// @param dataFolder where the views are kept between runs; one instance at a time can use it
    /// @param secret by which the instances know each other; needed if there are several
    public Timelines(
            KafkaClients kafka, Path dataFolder, Optional<Secret> secret, MeterRegistry metrics) {
        this(kafka, dataFolder, secret, metrics, ViewFormat.CURRENT);
    }

    Timelines(
            KafkaClients kafka,
            Path dataFolder,
            Optional<Secret> secret,
            MeterRegistry metrics,
            ViewFormat format) {
        this.kafka = kafka;
        this.dataFolder = dataFolder;
        this.application = format.application(kafka.config().groupPrefix());
        this.rebuilt = format.change(kafka);
        this.peers = new Peers(secret);
        this.hold = new Hold(kafka, KafkaAccess.CONSOLE);
        this.backlog = new Backlog(kafka, application, TimelineTopology.sources(kafka.config()));
        ConsoleMetrics.BEHIND.of(metrics, this, Timelines::measured);
    }

    /// Starts reading the log; done once.
    ///
    /// @param host where other instances reach this one
    /// @param port the console's port there
    public void start(String host, int port) {
        rebuilt.ifPresent(sentence ->
                LOGGER.atInfo()
                        .addKeyValue("detail", sentence)
                        .log("the timelines were kept by an older version"));
        var self = new HostInfo(host, port);
        var streams = new KafkaStreams(TimelineTopology.build(kafka.config()), properties(self));
        streams.setGlobalStateRestoreListener(backlog);
        streams.setUncaughtExceptionHandler(e -> {
            if (!hold.held(e)) {
                LOGGER.atError()
                        .setCause(e)
                        .log("a thread of the timelines broke and starts again");
            }
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        part = new Part(self, streams, new LocalViews(streams));
        streams.start();
    }

    /// What is being waited for, in a sentence; empty once it runs.
    public Optional<String> waitingFor() {
        Part running = part;
        return running == null ? STARTS : hold.refusal().or(() -> waitingFor(running.streams()));
    }

    /// What its start-up still waits for, in a sentence; empty once it runs, and while Kafka lacks
    /// what it needs.
    public Optional<String> starting() {
        return hold.refusal().isPresent() ? Optional.empty() : waitingFor();
    }

    private static Optional<String> waitingFor(KafkaStreams streams) {
        return switch (streams.state()) {
            case RUNNING -> Optional.empty();
            case CREATED, REBALANCING -> Optional.of("takes over its part of the timelines");
            case PENDING_ERROR, ERROR, PENDING_SHUTDOWN, NOT_RUNNING ->
                    Optional.of("keeps no timelines any more; restart the console");
        };
    }

    /// That the views are built anew because an older version kept them, in a sentence.
    Optional<String> rebuilt() {
        return rebuilt;
    }

    /// What is broken so that only a new process mends it, in a sentence; empty if nothing is.
    public Optional<String> broken() {
        Part running = part;
        return running == null ? Optional.empty() : broken(running.streams());
    }

    private static Optional<String> broken(KafkaStreams streams) {
        return switch (streams.state()) {
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING -> Optional.empty();
            case PENDING_ERROR, ERROR -> waitingFor(streams);
        };
    }

    /// How much of the log is not in the views yet, of all instances.
    ///
    /// @throws Away if Kafka does not say
    Behind behind() {
        return Behind.of(backlog.records());
    }

    /// The newest steps of a record, wherever they are held.
    ///
    /// @throws Away if whoever holds them can't be asked now
    Kept timeline(String key, int limit) {
        Part here = running();
        return ask(
                here,
                TimelineTopology.TIMELINES,
                key,
                partition -> here.views().timeline(partition, key, limit),
                PeerRoutes.TIMELINE,
                limit,
                Kept.class);
    }

    /// The records that a text leads to: first the one that it names, then the newest.
    ///
    /// @param text as a person writes it
    /// @throws Away if whoever holds them can't be asked now
    List<Hit> find(String text, int limit) {
        return Term.asked(text).stream()
                .flatMap(term -> hits(term, KEPT_HITS).stream())
                .sorted(
                        Comparator.comparing((Hit hit) -> !hit.isNamedBy(text))
                                .thenComparing(Comparator.comparing(Hit::at).reversed()))
                .limit(limit)
                .toList();
    }

    private List<Hit> hits(String term, int limit) {
        Part here = running();
        return List.of(
                ask(
                        here,
                        TimelineTopology.TERMS,
                        term,
                        partition -> here.views().hits(partition, term, limit).toArray(Hit[]::new),
                        PeerRoutes.HITS,
                        limit,
                        Hit[].class));
    }

    /// What happened last to any record, newest first. An instance that can't be asked now is left
    /// out.
    List<KeyedStep> recent(int limit) {
        Part here = running();
        List<KeyedStep> all = new ArrayList<>(here.views().recent(limit));
        for (StreamsMetadata instance : here.streams().metadataForAllStreamsClients()) {
            if (!instance.hostInfo().equals(here.self())) {
                try {
                    all.addAll(
                            List.of(
                                    peers.ask(
                                            instance.hostInfo(),
                                            PeerRoutes.RECENT,
                                            Map.of("limit", Integer.toString(limit)),
                                            KeyedStep[].class)));
                } catch (Away e) {
                    LOGGER.atDebug()
                            .addKeyValue("detail", e.getMessage())
                            .log("what happened last is without another console's part");
                }
            }
        }
        return LocalViews.newest(all, limit);
    }

    /// What this instance holds of what happened last.
    List<KeyedStep> recentHere(int limit) {
        return running().views().recent(limit);
    }

    /// What this instance holds of a record.
    ///
    /// @throws Away if another one holds it
    Kept timelineHere(String key, int limit) {
        Part here = running();
        int partition = partitionHere(here, TimelineTopology.TIMELINES, key);
        return here.views().timeline(partition, key, limit);
    }

    /// What this instance holds of a term.
    ///
    /// @throws Away if another one holds it
    List<Hit> hitsHere(String term, int limit) {
        Part here = running();
        int partition = partitionHere(here, TimelineTopology.TERMS, term);
        return here.views().hits(partition, term, limit);
    }

    @Override
    public void close() {
        // its part goes to another instance at once, not when its session has run out
        hold.close();
        Part running = part;
        if (running != null) {
            running.streams()
                    .close(
                            CloseOptions.timeout(STOP)
                                    .withGroupMembershipOperation(
                                            GroupMembershipOperation.LEAVE_GROUP));
        }
        backlog.close();
        peers.close();
    }

    private <T> T ask(
            Part part,
            String store,
            String key,
            IntFunction<T> here,
            String path,
            int limit,
            Class<T> type) {
        KeyQueryMetadata owner = owner(part, store, key);
        return owner.activeHost().equals(part.self())
                ? here.apply(owner.partition())
                : peers.ask(
                        owner.activeHost(),
                        path,
                        Map.of("key", key, "limit", Integer.toString(limit)),
                        type);
    }

    private static int partitionHere(Part part, String store, String key) {
        KeyQueryMetadata owner = owner(part, store, key);
        if (!owner.activeHost().equals(part.self())) {
            throw new Away("Another console has taken over; ask again in a few seconds.");
        }
        return owner.partition();
    }

    private static KeyQueryMetadata owner(Part part, String store, String key) {
        @Nullable KeyQueryMetadata owner =
                part.streams().queryMetadataForKey(store, key, new StringSerializer());
        if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new Away(
                    "The views are just being opened, or shared among the consoles; ask again in a"
                            + " few seconds.");
        }
        return owner;
    }

    private Part running() {
        Part here = part;
        if (here == null || !here.streams().state().isRunningOrRebalancing()) {
            throw new Away(
                    "This console %s; ask again in a few seconds."
                            .formatted(waitingFor().orElse("starts")));
        }
        return here;
    }

    private double measured() {
        try {
            return backlog.records();
        } catch (Away e) {
            return Double.NaN;
        }
    }

    private Properties properties(HostInfo self) {
        var all = new Properties();
        all.putAll(kafka.streams("timelines", application, dataFolder));
        all.put("application.server", self.host() + ":" + self.port());
        all.put("ensure.explicit.internal.resource.naming", "true");
        // what the catalogue's topology gave up was never said
        all.put("consumer.isolation.level", "read_committed");
        // steps are much alike
        all.put("producer.compression.type", "lz4");
        all.put("producer.batch.size", "65536");
        // how far behind it is, is told by what is committed
        all.put("commit.interval.ms", "500");
        all.put("rocksdb.config.setter", SharedMemory.class.getName());
        all.put("default.timestamp.extractor", UsePartitionTimeOnInvalidTimestamp.class.getName());
        return all;
    }
}
