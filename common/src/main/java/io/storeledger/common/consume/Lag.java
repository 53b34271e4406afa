package io.storeledger.common.consume;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/// How much a [KeyedConsumer]'s group has left of a partition: what is settled out of order above a
/// record that waits counts as settled, unlike in Kafka's own tools.
public final class Lag {
    private Lag() {}

    /// How many records are left.
    ///
    /// @param committed the group's commit
    /// @param end the partition's end
    public static long of(OffsetAndMetadata committed, long end) {
        OpenOffsets open = OpenOffsets.decode(committed.offset(), committed.metadata());
        return open.open().size() + Math.max(0, end - Math.max(open.end(), committed.offset()));
    }
}
