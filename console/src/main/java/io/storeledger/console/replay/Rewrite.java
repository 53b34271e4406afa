package io.storeledger.console.replay;

import io.storeledger.common.event.Cause;
import io.storeledger.common.topic.Topic;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record that is to be written because of an earlier one.
///
/// @param topic where it is written
/// @param source the earlier one; absent for what was only named
// the bytes of a record, as Kafka has them; two of them are never compared
@SuppressWarnings("ArrayRecordComponent")
public record Rewrite(
        Topic<?> topic, String key, Headers headers, byte[] value, @Nullable Cause source) {

    /// Names the record only.
    @Override
    public String toString() {
        return "Rewrite[" + topic.name() + ", " + key + "]";
    }
}
