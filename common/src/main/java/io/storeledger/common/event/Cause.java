package io.storeledger.common.event;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The record that caused another one: where it lies in the log, and when it was written there.
public record Cause(String topic, int partition, long offset, Instant at) {

    /// The cause that a consumed record is.
    public static Cause of(ConsumerRecord<?, ?> record) {
        return new Cause(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()));
    }
}
