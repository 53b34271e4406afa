package io.storeledger.console.timeline.step;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.console.timeline.step.Step.Kind;
import java.util.List;

/// What lies in the dead letters.
final class DeadLetterSteps {
    private DeadLetterSteps() {}

    static Reading read(LogRecord record) {
        return new Sketch(record, personal(record), Kind.REJECTED, "Put into the dead letters")
                .detail(record.header(EventHeaders.REASON).orElse(null))
                .fact("reasonCode", record.header(EventHeaders.REASON_CODE))
                .fact("rejectedAt", record.header(EventHeaders.REJECTED_AT))
                .fact("attempt", record.header(EventHeaders.ATTEMPTS))
                .fact("deadLetters", record.place().topic())
                .fact("connection", record.header(EventHeaders.CONNECTION))
                .ownTerm()
                .reading();
    }

    /// The reason may quote the record.
    private static PersonalData personal(LogRecord record) {
        byte[] value = record.value();
        try {
            return value == null ? PersonalData.NONE : PersonalData.in(List.of(Json.tree(value)));
        } catch (MalformedJsonException e) {
            return PersonalData.NONE;
        }
    }
}
