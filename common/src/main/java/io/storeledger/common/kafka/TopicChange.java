package io.storeledger.common.kafka;

import java.util.Map;

/// A difference between the declared and the existing topics.
public sealed interface TopicChange {

    /// The topic is not there.
    record Create(String topic, int partitions, Map<String, String> settings)
            implements TopicChange {
        @Override
        public String toString() {
            return "create %s with %d partitions %s".formatted(topic, partitions, settings);
        }
    }

    /// The topic has fewer partitions than configured. Growing it moves keys to other partitions.
    record Grow(String topic, int from, int to) implements TopicChange {
        @Override
        public String toString() {
            return "grow %s from %d to %d partitions, with --grow (keys move: do it while nothing is in"
                            .formatted(topic, from, to)
                    + " flight)";
        }
    }

    /// A topic of Kafka Streams has more partitions than those that it comes from. It would have to
    /// be deleted, which nobody does but by hand: docs/kafka.md says how.
    record Shrink(String topic, int from, int to) implements TopicChange {
        @Override
        public String toString() {
            return "delete %s by hand: it has %d partitions and needs %d (docs/kafka.md, \"More"
                            .formatted(topic, from, to)
                    + " partitions\", says how)";
        }
    }

    /// A setting of the topic differs.
    record SetConfig(String topic, String key, String is, String wanted) implements TopicChange {
        @Override
        public String toString() {
            return "set %s of %s to %s (is %s)".formatted(key, topic, wanted, is);
        }
    }
}
