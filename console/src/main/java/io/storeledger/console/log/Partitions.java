package io.storeledger.console.log;

import io.storeledger.common.event.RecordKey;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/// In which partition the records of a key lie.
public final class Partitions {
    private Partitions() {}

    /// The partition of a key: Kafka's own choice, but of changes of the catalogue, which lie
    /// together by their store.
    ///
    /// @param count how many partitions the topic has
    public static int of(Topic<?> topic, String key, int count) {
        String placedBy =
                topic.name().equals(Topics.CATALOG_CHANGES.name()) ? RecordKey.storeOf(key) : key;
        return Utils.toPositive(Utils.murmur2(placedBy.getBytes(StandardCharsets.UTF_8))) % count;
    }
}
