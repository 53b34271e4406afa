package io.storeledger.console.log;

import java.time.Instant;

/// Where a reading of a partition begins or ends.
public sealed interface Position {

    /// The first record that is kept.
    record Beginning() implements Position {}

    /// The end as it is when asked for.
    record End() implements Position {}

    /// A record's offset.
    record Offset(long offset) implements Position {}

    /// The first record that was written at this time or later.
    record Time(Instant at) implements Position {}
}
