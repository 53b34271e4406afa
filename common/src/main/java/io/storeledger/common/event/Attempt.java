package io.storeledger.common.event;

import io.storeledger.common.event.WriteOutcome.Call;
import java.time.Instant;
import java.util.List;

/// A try that did not succeed and is tried again.
///
/// @param consumer the consumer that tried, such as `writer.main`
/// @param result whether only the record waits, or the whole consumer
/// @param reasonCode a short stable word for the reason
/// @param reason the reason in a sentence
/// @param attempt the how-manieth try it was, from 1
/// @param startedAt when it began
/// @param finishedAt when it had failed
/// @param calls the calls made, if the handler tells them
/// @param causedBy the records that it was about
public record Attempt(
        String consumer,
        Result result,
        String reasonCode,
        String reason,
        int attempt,
        Instant startedAt,
        Instant finishedAt,
        List<Call> calls,
        List<Cause> causedBy) {

    /// What waits.
    public enum Result {
        /// The record and what comes after it under its key.
        RETRY,
        /// The consumer, until a person has mended something.
        HALT
    }

    public Attempt {
        calls = calls == null ? List.of() : List.copyOf(calls);
        causedBy = List.copyOf(causedBy);
    }
}
