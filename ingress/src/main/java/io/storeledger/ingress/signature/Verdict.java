package io.storeledger.ingress.signature;

/// What came of looking at a delivery's signature.
public sealed interface Verdict {

    /// It is genuine.
    ///
    /// @param scheme what proved it
    /// @param late whether its signed timestamp is outside the tolerance: a late retry or a replay
    record Accepted(Scheme scheme, boolean late) implements Verdict {}

    /// Nothing proves it.
    record Refused(Refusal reason) implements Verdict {}
}
