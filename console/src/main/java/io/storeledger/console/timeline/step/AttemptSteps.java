package io.storeledger.console.timeline.step;

import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.PersonalData;
import io.storeledger.console.timeline.step.Step.Kind;
import java.time.Duration;

/// Tries that did not succeed.
final class AttemptSteps {
    private AttemptSteps() {}

    static Reading read(LogRecord record) {
        Attempt attempt = Events.read(record, Attempt.class);
        Kind kind =
                switch (attempt.result()) {
                    case RETRY -> Kind.RETRIED;
                    case HALT -> Kind.HALTED;
                };
        String title =
                switch (attempt.result()) {
                    case RETRY ->
                            "Try %d of %s failed and is repeated"
                                    .formatted(attempt.attempt(), attempt.consumer());
                    case HALT ->
                            "Try %d failed; %s waits for a person"
                                    .formatted(attempt.attempt(), attempt.consumer());
                };
        return new Sketch(record, PersonalData.sentBy(attempt.calls()), kind, title)
                .detail(attempt.reason())
                .fact("consumer", attempt.consumer())
                .fact("attempt", attempt.attempt())
                .fact("reasonCode", attempt.reasonCode())
                .fact(
                        "millis",
                        Duration.between(attempt.startedAt(), attempt.finishedAt()).toMillis())
                .calls(attempt.calls())
                .causedBy(attempt.causedBy())
                .reading();
    }
}
