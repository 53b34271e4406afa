package io.storeledger.common.consume;

import io.storeledger.common.event.WriteOutcome.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of handling a batch. Only [KeyedConsumer] acts on it.
public sealed interface Outcome {

    /// The work is finished.
    record Done() implements Outcome {}

    /// There was nothing to do, for a reason worth telling.
    record Skipped(Reason reason) implements Outcome {}

    /// It may succeed later: the key waits, others go on.
    ///
    /// @param after how long the vendor asked us to wait; empty for our own backoff
    /// @param calls the calls made, for the log of attempts, if the handler tells them
    record Retry(Optional<Duration> after, Reason reason, List<Call> calls) implements Outcome {
        public Retry {
            calls = List.copyOf(calls);
        }

        /// Without a word of calls.
        public Retry(Optional<Duration> after, Reason reason) {
            this(after, reason, List.of());
        }
    }

    /// It will never succeed as it is: the records go to the dead letters.
    record Rejected(Reason reason) implements Outcome {}

    /// Some of the batch's records will never succeed and go to the dead letters; the others are
    /// finished.
    ///
    /// @param reasons by the records' keys
    record RejectedSome(Map<String, Reason> reasons) implements Outcome {
        public RejectedSome {
            reasons = Map.copyOf(reasons);
        }
    }

    /// Nothing of this consumer can succeed until a person mends something (a revoked token): it
    /// rests, ever longer, and then tries one batch alone until the outcome of one is another.
    /// Other consumers are not concerned.
    ///
    /// @param calls the calls made, for the log of attempts, if the handler tells them
    record Halt(Reason reason, List<Call> calls) implements Outcome {
        public Halt {
            calls = List.copyOf(calls);
        }

        /// Without a word of calls.
        public Halt(Reason reason) {
            this(reason, List.of());
        }
    }
}
