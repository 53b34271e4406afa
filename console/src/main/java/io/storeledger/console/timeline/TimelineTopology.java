package io.storeledger.console.timeline;

import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.console.timeline.step.StepReader;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/// The topology: each record of the log becomes a small step and what it can be found by; steps go
/// to the partition of their record, terms to their own.
///
/// Payloads stay behind at the first hop. Both hops have a fixed number of partitions: the topics
/// of the log have different ones (all changes of a store lie in one), and may grow.
final class TimelineTopology {
    static final String TIMELINES = "timelines";
    static final String RECENT = "recent";
    static final String TERMS = "terms";
    static final String KNOWN = "known";

    /// As many instances can share the work.
    private static final int PARTITIONS = 6;

    private static final Serde<String> KEY = Serdes.String();
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private TimelineTopology() {}

    /// The topics that it reads, as the cluster calls them.
    static List<String> sources(KafkaConfig config) {
        return StepReader.topics().stream().map(config::nameOf).sorted().toList();
    }

    /// Builds it; touches nothing.
    static Topology build(KafkaConfig config) {
        var builder = new StreamsBuilder();
        builder.addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(TIMELINES), BYTES, BYTES))
                .addStateStore(
                        // few slots, written all the time: the cache spares the changelog
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(RECENT),
                                        Serdes.Integer(),
                                        BYTES)
                                .withCachingEnabled())
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(TERMS), BYTES, BYTES))
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(KNOWN), BYTES, BYTES)
                                .withLoggingDisabled());
        var reader = new StepReader(config);
        KStream<String, Found> found =
                builder.stream(sources(config), Consumed.with(KEY, BYTES).withName("log"))
                        .process(() -> new ReadSteps(reader), Named.as("read"));
        found.mapValues(one -> Json.bytes(one.step()), Named.as("steps"))
                .repartition(hop("steps"))
                .process(
                        () -> new KeepSteps(config.retention()),
                        Named.as("keep-steps"),
                        TIMELINES,
                        RECENT);
        found.flatMap(
                        (key, one) ->
                                one.hits().stream()
                                        .map(to -> KeyValue.pair(to.term(), Json.bytes(to.hit())))
                                        .toList(),
                        Named.as("terms"))
                .repartition(hop("terms"))
                .process(
                        () -> new KeepTerms(config.retention()),
                        Named.as("keep-terms"),
                        TERMS,
                        KNOWN);
        return builder.build();
    }

    private static Repartitioned<String, byte[]> hop(String name) {
        return Repartitioned.with(KEY, BYTES).withName(name).withNumberOfPartitions(PARTITIONS);
    }
}
