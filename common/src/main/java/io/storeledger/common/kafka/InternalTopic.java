package io.storeledger.common.kafka;

import java.util.Map;
import java.util.OptionalInt;

/// A topic that a Kafka Streams application keeps for itself, beside those of the pipeline.
///
/// @param application its id without the configured prefix
/// @param name as the topology calls it
/// @param kind what it is for
/// @param partitions as many as it has; empty for those of the topics that it stems from
public record InternalTopic(String application, String name, Kind kind, OptionalInt partitions) {

    /// What an internal topic is for, and so how Kafka Streams makes it.
    public enum Kind {
        /// A state store's changes, of which the newest of each key stays.
        CHANGELOG("-changelog"),
        /// On the way from one part of a topology to the next; deleted once read.
        REPARTITION("-repartition");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        /// Those of the topic, as Kafka calls them.
        public Map<String, String> settings() {
            return switch (this) {
                case CHANGELOG -> Map.of("cleanup.policy", "compact");
                case REPARTITION ->
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", "-1",
                                "segment.bytes", "52428800");
            };
        }
    }

    static InternalTopic changelog(String application, String store) {
        return new InternalTopic(application, store, Kind.CHANGELOG, OptionalInt.empty());
    }

    static InternalTopic repartition(String application, String name) {
        return new InternalTopic(application, name, Kind.REPARTITION, OptionalInt.empty());
    }

    InternalTopic of(int number) {
        return new InternalTopic(application, name, kind, OptionalInt.of(number));
    }

    /// The application's id on the cluster: its group's name, and its folder's.
    String applicationOn(KafkaConfig config) {
        return config.groupPrefix() + application;
    }

    /// Its name on the cluster.
    public String nameOn(KafkaConfig config) {
        return applicationOn(config) + "-" + name + kind.suffix;
    }
}
