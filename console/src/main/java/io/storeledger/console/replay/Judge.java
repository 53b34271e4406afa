package io.storeledger.console.replay;

import org.apache.kafka.common.header.Headers;

/// Tells what would become of a record without doing it: it calls nobody and writes nothing.
@FunctionalInterface
public interface Judge {
    /// Judges a record.
    ///
    /// @param topic where it would be written, by its declared name without a prefix
    /// @param forced whether old news would be written too
    Judgement judge(String topic, String key, Headers headers, byte[] value, boolean forced);
}
