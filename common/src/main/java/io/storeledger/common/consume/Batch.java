package io.storeledger.common.consume;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The records of one key that are waiting, oldest first: handled together.
///
/// @param key the key of all of them
/// @param records at least one
/// @param attempt 1 for the first try, one more after each `Retry`
public record Batch(String key, List<ConsumerRecord<String, byte[]>> records, int attempt) {
    public Batch {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one record");
        }
    }

    /// The record that arrived last.
    public ConsumerRecord<String, byte[]> newest() {
        return records.getLast();
    }

    /// Names the key only: values hold personal data.
    @Override
    public String toString() {
        return "Batch[" + key + ", " + records.size() + " records]";
    }
}
