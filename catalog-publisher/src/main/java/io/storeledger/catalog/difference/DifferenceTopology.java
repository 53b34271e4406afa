package io.storeledger.catalog.difference;

import static java.util.Objects.requireNonNull;

import io.storeledger.catalog.difference.SkuFact.Answered;
import io.storeledger.catalog.difference.SkuFact.ItemRead;
import io.storeledger.catalog.difference.SkuFact.Ordered;
import io.storeledger.catalog.difference.SkuFact.StockRead;
import io.storeledger.catalog.rule.CatalogRule;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The topology: orders and what the writer said of them become what they take of each SKU; that,
/// NetSuite's items and stock, and what the store answered become the changes to publish.
///
/// All topics that come together must have the same number of partitions.
final class DifferenceTopology {
    static final String ORDERS = "orders";
    static final String SKUS = "skus";

    private static final Serde<String> KEY = Serdes.String();
    private static final Serde<byte[]> VALUE = Serdes.ByteArray();

    private final KafkaConfig kafka;
    private final Map<String, Differences> stores;
    private final Supplier<Instant> ordersRead;
    private final DifferenceMetrics metrics;

    /// @param stores the rules by the store's hash
    /// @param connections the connections' names by the store's hash
    /// @param ordersRead up to when the orders are read
    DifferenceTopology(
            KafkaConfig kafka,
            Map<String, CatalogRule> stores,
            Map<String, String> connections,
            Supplier<Instant> ordersRead,
            DifferenceMetrics metrics) {
        this.kafka = kafka;
        this.ordersRead = ordersRead;
        this.metrics = metrics;
        Map<String, Differences> all = new HashMap<>();
        stores.forEach((store, rule) ->
                all.put(
                        store,
                        new Differences(requireNonNull(connections.get(store)), store, rule)));
        this.stores = Map.copyOf(all);
    }

    /// Builds it; touches nothing.
    Topology build(Properties properties) {
        var builder = new StreamsBuilder();
        builder.addStateStore(store(ORDERS)).addStateStore(store(SKUS));

        KStream<String, byte[]> orders =
                ours(builder, kafka.nameOf(Topics.ORDERS), "orders")
                        .process(
                                () -> new OrderProcessor.Snapshots(),
                                Named.as("order-snapshots"),
                                ORDERS);
        KStream<String, byte[]> written =
                ours(builder, kafka.nameOf(Topics.OUTCOMES), "outcomes")
                        .process(
                                () -> new OrderProcessor.Outcomes(),
                                Named.as("order-outcomes"),
                                ORDERS);
        KStream<String, SkuFact> ordered =
                orders.merge(written, Named.as("order-lines"))
                        .repartition(Repartitioned.with(KEY, VALUE).withName("order-lines"))
                        .mapValues(
                                bytes -> new Ordered(Json.read(bytes, OrderLine.class)),
                                Named.as("ordered"));

        facts(builder, kafka.nameOf(Topics.ITEMS), "items", ItemSnapshot.class, ItemRead::new)
                .merge(
                        facts(
                                builder,
                                kafka.nameOf(Topics.STOCK),
                                "stock",
                                StockSnapshot.class,
                                StockRead::new),
                        Named.as("items-stock"))
                .merge(
                        facts(
                                builder,
                                kafka.nameOf(Topics.CATALOG_OUTCOMES),
                                "answers",
                                CatalogOutcome.class,
                                Answered::new),
                        Named.as("items-stock-answers"))
                .merge(ordered, Named.as("facts"))
                .process(
                        () -> new SkuProcessor(stores, ordersRead, metrics),
                        Named.as("differences"),
                        SKUS)
                .to(
                        kafka.nameOf(Topics.CATALOG_CHANGES),
                        Produced.<String, byte[]>as("changes")
                                .withKeySerde(KEY)
                                .withValueSerde(VALUE)
                                .withStreamPartitioner(new ByStore()));
        return builder.build(properties);
    }

    private KStream<String, byte[]> ours(StreamsBuilder builder, String topic, String name) {
        return builder.stream(topic, Consumed.with(KEY, VALUE).withName(name))
                .filter(
                        (key, value) ->
                                key != null
                                        && value != null
                                        && stores.containsKey(RecordKey.storeOf(key)),
                        Named.as(name + "-ours"));
    }

    private <T> KStream<String, SkuFact> facts(
            StreamsBuilder builder,
            String topic,
            String name,
            Class<T> type,
            Function<T, SkuFact> fact) {
        return ours(builder, topic, name)
                .flatMapValues(
                        (key, bytes) ->
                                EventReader.event(key, bytes, type).map(fact).stream().toList(),
                        Named.as(name + "-facts"));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), KEY, VALUE);
    }

    /// All of a store's changes lie in one partition: one consumer then has all of them.
    private static final class ByStore implements StreamPartitioner<String, byte[]> {
        @Override
        public Optional<Set<Integer>> partitions(
                String topic, String key, byte[] value, int numPartitions) {
            byte[] store = RecordKey.storeOf(key).getBytes(StandardCharsets.UTF_8);
            return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(store)) % numPartitions));
        }
    }
}
