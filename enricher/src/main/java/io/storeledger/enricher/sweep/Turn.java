package io.storeledger.enricher.sweep;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/// Where a key's records lie: as Kafka's producers place them.
final class Turn {
    private Turn() {}

    static TopicPartition of(String topic, String key, int partitions) {
        int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
        return new TopicPartition(topic, Utils.toPositive(hash) % partitions);
    }
}
