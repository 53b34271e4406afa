package io.storeledger.console.timeline.step;

import io.storeledger.common.event.Cause;

/// Where a record lies in the log.
///
/// @param topic its name on the cluster
/// @param partition its partition
/// @param offset its offset there
public record Place(String topic, int partition, long offset) {
    static Place of(Cause cause) {
        return new Place(cause.topic(), cause.partition(), cause.offset());
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
