package io.storeledger.writer.held;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// A global table of `netsuite.records`: every instance has all of it.
final class HeldRecordsTopology {
    static final String STORE = "held-records";

    private HeldRecordsTopology() {}

    /// Builds it; touches nothing.
    ///
    /// @param topic the topic's name on the cluster
    /// @param applied told of each record that is in the table
    static Topology build(String topic, Applied applied) {
        var topology = new Topology();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                "held-records-source",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic,
                "held-records-update",
                () -> new Update(applied));
        return topology;
    }

    /// Told that a record is in the table.
    @FunctionalInterface
    interface Applied {
        void record(String key, int partition, long offset);
    }

    private static final class Update extends ContextualProcessor<String, byte[], Void, Void> {
        private final Applied applied;

        Update(Applied applied) {
            this.applied = applied;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            KeyValueStore<String, byte[]> store = context().getStateStore(STORE);
            store.put(record.key(), record.value());
            context()
                    .recordMetadata()
                    .ifPresent(at -> applied.record(record.key(), at.partition(), at.offset()));
        }
    }
}
