package io.storeledger.clients.netsuite.limit;

/// What a call's end tells of the account's concurrency limit.
public enum Verdict {
    /// It was let in: its answer came from behind the gate.
    ACCEPTED,
    /// It was turned away for too many calls at once; it was not executed.
    REFUSED,
    /// It ended without telling.
    UNKNOWN
}
