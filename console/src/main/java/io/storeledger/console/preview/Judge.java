package io.storeledger.console.preview;

import io.storeledger.common.topic.Topic;
import org.apache.kafka.common.header.Headers;

/// Tells what would become of a record without doing it: it calls nobody and writes nothing.
@FunctionalInterface
public interface Judge {
    /// Judges a record.
    ///
    /// @param topic where it would be written
    /// @param forced whether it would be written though NetSuite holds a newer or the same state
    Judgement judge(Topic<?> topic, String key, Headers headers, byte[] value, boolean forced);
}
