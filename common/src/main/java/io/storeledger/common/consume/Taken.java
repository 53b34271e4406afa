package io.storeledger.common.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record on its way through a lane, with the progress of the partition it came from.
record Taken(ConsumerRecord<String, byte[]> record, PartitionProgress progress) {
    void settle() {
        progress.settle(record.offset());
    }
}
