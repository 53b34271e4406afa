package io.storeledger.common.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What the NetSuite writer did with a record.
///
/// @param connection the configured connection
/// @param result how it ended
/// @param reasonCode a short stable word for the reason, absent if done
/// @param reason the reason in a sentence, absent if done
/// @param type NetSuite's record type
/// @param externalId the external id in NetSuite
/// @param internalId NetSuite's own id, if known
/// @param version the version of the store's record
/// @param calls every call made to NetSuite for it, in order
/// @param attempt the how-manieth attempt at the record this was, from 1
/// @param startedAt when this attempt began
/// @param finishedAt when it ended
/// @param causedBy the snapshots it was about
/// @param receivedAt when the first webhook that caused them was received, if one did
/// @param proof the arithmetic that proved what was to be written, on one line: for orders and
///   credits that could be mapped
/// @param replay the id of the replay that it was written for, the newest if for several
/// @param replayedBy who started that replay
public record WriteOutcome(
        String connection,
        Result result,
        @Nullable String reasonCode,
        @Nullable String reason,
        String type,
        String externalId,
        @Nullable String internalId,
        Version version,
        List<Call> calls,
        int attempt,
        Instant startedAt,
        Instant finishedAt,
        List<Cause> causedBy,
        @Nullable Instant receivedAt,
        @Nullable String proof,
        @Nullable String replay,
        @Nullable String replayedBy) {

    /// How a record ended.
    public enum Result {
        DONE,
        SKIPPED,
        REJECTED
    }

    /// One call to NetSuite.
    ///
    /// @param operation what was asked, such as `PUT salesOrder`
    /// @param sent the body sent, absent for reads
    /// @param answer what came back, in words: an internal id or the refusal
    /// @param millis how long it took, in milliseconds
    public record Call(
            String operation, @Nullable ObjectNode sent, @Nullable String answer, long millis) {
        /// Leaves out the body, which holds personal data.
        @Override
        public String toString() {
            return "Call[" + operation + ", " + millis + " ms]";
        }
    }

    public WriteOutcome {
        calls = List.copyOf(calls);
        causedBy = List.copyOf(causedBy);
    }

    /// Without arithmetic, and of no replay.
    public WriteOutcome(
            String connection,
            Result result,
            @Nullable String reasonCode,
            @Nullable String reason,
            String type,
            String externalId,
            @Nullable String internalId,
            Version version,
            List<Call> calls,
            int attempt,
            Instant startedAt,
            Instant finishedAt,
            List<Cause> causedBy,
            @Nullable Instant receivedAt) {
        this(
                connection,
                result,
                reasonCode,
                reason,
                type,
                externalId,
                internalId,
                version,
                calls,
                attempt,
                startedAt,
                finishedAt,
                causedBy,
                receivedAt,
                null,
                null,
                null);
    }

    /// Names the record and the result; the bodies hold personal data.
    @Override
    public String toString() {
        return "WriteOutcome[" + externalId + ", " + result + "]";
    }
}
