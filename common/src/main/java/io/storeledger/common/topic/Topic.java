package io.storeledger.common.topic;

/// A topic: its name without the configured prefix, who alone writes to it, how long it is kept.
///
/// @param <V> what a value is: a record, or `byte[]` where the bytes are kept as received
/// @param name as in the design's table; the prefix of the configuration comes before it
/// @param value the type of its values
/// @param owner the service that writes it
/// @param kept how long its records stay
/// @param about one line for people: key and content
public record Topic<V>(String name, Class<V> value, Owner owner, Kept kept, String about) {

    /// The services that own topics.
    public enum Owner {
        INGRESS,
        ENRICHER,
        NETSUITE_WRITER,
        CATALOG_PUBLISHER,
        CONSOLE,
        /// Each service writes of its own work.
        EVERY_SERVICE
    }

    /// How long records stay in a topic.
    public enum Kept {
        /// The audit log: nothing is ever deleted, unless the configuration sets a retention.
        FOREVER,
        /// The newest record of each key stays.
        COMPACTED
    }

    /// Where records of this topic go that were rejected, untouched.
    public Topic<byte[]> deadLetters() {
        return new Topic<>(
                name + ".dead-letters",
                byte[].class,
                owner,
                Kept.FOREVER,
                "records of "
                        + name
                        + " that were rejected, untouched, with the reason in headers");
    }
}
