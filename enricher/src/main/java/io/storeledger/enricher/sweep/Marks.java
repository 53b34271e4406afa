package io.storeledger.enricher.sweep;

import io.storeledger.common.consume.SweepMarks;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import java.util.List;
import java.util.Map;

/// How far a store's sweeps have come, kept in a compacted topic of a few records.
final class Marks {
    private final SweepMarks marks;
    private final Publisher publisher;

    /// @param store the store's hash
    Marks(KafkaClients kafka, String store, Publisher publisher) {
        this.marks = new SweepMarks(kafka, store);
        this.publisher = publisher;
    }

    /// The newest marks, by their keys.
    ///
    /// @throws org.apache.kafka.common.KafkaException if they can't be read
    Map<String, SweepMark> read() {
        return marks.read();
    }

    /// Writes one down.
    ///
    /// @throws org.apache.kafka.common.KafkaException if it could not be written
    void write(RecordKey key, SweepMark mark) {
        publisher.publish(Topics.SWEEPS, key.toString(), mark, List.of());
    }
}
