package io.storeledger.common.consume;

/// Does a service's work on the records of one key.
///
/// Called on a virtual thread, for one batch of a key at a time, for many keys side by side; it may
/// block. It must be idempotent: after a crash it sees again what was in flight.
@FunctionalInterface
public interface RecordHandler {
    /// Handles a batch.
    ///
    /// @throws RuntimeException for what it has no [Outcome] for (Kafka being away, a fault of
    ///   ours): it is logged and tried again
    Outcome handle(Batch batch);
}
