package io.storeledger.enricher.sweep;

import io.storeledger.common.event.RawEvent;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// Finds among what sweeps saw what no webhook told, and tells it.
///
/// All that was told or published of a record lies in the partition of its key, in every topic: one
/// task knows it all. What is told here comes back as a source, and so is known as well.
final class UntoldTopology {
    static final String STORE = "known";

    private static final String SIGHTINGS = "sightings";
    private static final String DECIDE = "decide";

    private UntoldTopology() {}

    /// Hears of each sighting that is told on.
    @FunctionalInterface
    interface Telling {
        /// May add to what it is told with.
        ///
        /// @param seen the headers of the sighting
        /// @param told the headers that it is told with
        void tell(Sighting sighting, Headers seen, Headers told);
    }

    /// Builds it; touches nothing.
    static Topology build(KafkaConfig config, Telling telling) {
        var topology = new Topology();
        source(topology, SIGHTINGS, config.nameOf(Topics.SIGHTINGS));
        topology.addProcessor(DECIDE, () -> new Decide(telling), SIGHTINGS);
        note(topology, "webhooks", config.nameOf(Topics.WEBHOOKS), Known::ofWebhook);
        note(topology, "orders", config.nameOf(Topics.ORDERS), Known::ofSnapshot);
        note(topology, "customers", config.nameOf(Topics.CUSTOMERS), Known::ofSnapshot);
        note(topology, "refunds", config.nameOf(Topics.REFUNDS), Known::ofRefund);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long()),
                DECIDE,
                "note-webhooks",
                "note-orders",
                "note-customers",
                "note-refunds");
        topology.addSink(
                "tell",
                config.nameOf(Topics.WEBHOOKS),
                new StringSerializer(),
                new ByteArraySerializer(),
                DECIDE);
        return topology;
    }

    private static void note(
            Topology topology,
            String name,
            String topic,
            Function<Record<String, byte[]>, List<Known>> reader) {
        source(topology, name, topic);
        topology.addProcessor("note-" + name, () -> new Note(reader), name);
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(name, new StringDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private static final class Note extends ContextualProcessor<String, byte[], Void, Void> {
        private final Function<Record<String, byte[]>, List<Known>> reader;

        Note(Function<Record<String, byte[]>, List<Known>> reader) {
            this.reader = reader;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (record.key() != null && record.value() != null) {
                reader.apply(record).forEach(this::put);
            }
        }

        private void put(Known known) {
            UntoldTopology.put(context(), known.key(), known.asOf());
        }
    }

    private static final class Decide extends ContextualProcessor<String, byte[], String, byte[]> {
        private final Telling telling;

        Decide(Telling telling) {
            this.telling = telling;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            Sighting sighting;
            try {
                sighting = Json.read(record.value(), Sighting.class);
            } catch (MalformedJsonException e) {
                return;
            }
            String key = Known.key(sighting);
            Long known = store(context()).get(key);
            boolean told = known != null && known >= sighting.asOf().toEpochMilli();
            if (told && !sighting.always()) {
                return;
            }
            put(context(), key, sighting.asOf());
            RawEvent event = RawEvent.of(sighting);
            telling.tell(sighting, record.headers(), event.headers());
            context()
                    .forward(
                            new Record<>(
                                    event.key().toString(),
                                    event.bytes(),
                                    record.timestamp(),
                                    event.headers()));
        }
    }

    private static void put(ProcessorContext<?, ?> context, String key, Instant asOf) {
        KeyValueStore<String, Long> store = store(context);
        @Nullable Long known = store.get(key);
        long at = asOf.toEpochMilli();
        if (known == null || known < at) {
            store.put(key, at);
        }
    }

    private static KeyValueStore<String, Long> store(ProcessorContext<?, ?> context) {
        return context.getStateStore(STORE);
    }
}
