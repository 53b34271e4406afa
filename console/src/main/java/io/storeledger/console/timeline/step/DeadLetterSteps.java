package io.storeledger.console.timeline.step;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.PersonalData;
import io.storeledger.console.timeline.step.Step.Kind;

/// What lies in the dead letters.
final class DeadLetterSteps {
    private DeadLetterSteps() {}

    static Reading read(LogRecord record) {
        // the reason may quote the record
        var personal = PersonalData.of(record.value());
        return new Sketch(record, personal, Kind.REJECTED, "Put into the dead letters")
                .detail(record.header(EventHeaders.REASON).orElse(null))
                .fact("reasonCode", record.header(EventHeaders.REASON_CODE))
                .fact("rejectedAt", record.header(EventHeaders.REJECTED_AT))
                .fact("attempt", record.header(EventHeaders.ATTEMPTS))
                .fact("deadLetters", record.place().topic())
                .fact("connection", record.header(EventHeaders.CONNECTION))
                .ownTerm()
                .reading();
    }
}
