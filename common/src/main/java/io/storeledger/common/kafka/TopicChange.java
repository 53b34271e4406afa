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
            return "grow %s from %d to %d partitions (keys move: do it while nothing is in flight)"
                    .formatted(topic, from, to);
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
